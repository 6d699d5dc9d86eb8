using System.CommandLine;

namespace Lws.Bench.Reporting;

/// <summary>Options that take several values with commas between them.</summary>
internal static class CommaList
{
    /// <param name="name">The option.</param>
    /// <param name="description">For --help.</param>
    /// <param name="known">What it may be; all of it where the option is left out.</param>
    public static Option<string[]> Create(string name, string description, IEnumerable<string> known)
    {
        string[] all = [.. known];
        var option = new Option<string[]>(name)
        {
            Description = $"{description} Of: {string.Join(", ", all)}. All where it is left out.",
            DefaultValueFactory = _ => all,
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))],
        };
        option.Validators.Add(result =>
        {
            foreach (string unknown in result.GetValueOrDefault<string[]>().Except(all))
                result.AddError($"{name} does not know '{unknown}'.");
        });
        return option;
    }

    /// <summary>Numbers of at least 1.</summary>
    public static Option<int[]> CreateNumbers(string name, string description, int[] byDefault, int max)
    {
        var option = new Option<int[]>(name)
        {
            Description = $"{description} {string.Join(',', byDefault)} where it is left out.",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result =>
            {
                string[] words = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))];
                if (words.All(word => int.TryParse(word, out int number) && number >= 1 && number <= max))
                    return [.. words.Select(int.Parse)];
                result.AddError($"{name} takes numbers from 1 to {max:N0}, with commas between them.");
                return [];
            },
        };
        return option;
    }
}
