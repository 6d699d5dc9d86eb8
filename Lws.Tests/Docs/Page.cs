using System.Text.RegularExpressions;
using Lws.Tests.Support;

namespace Lws.Tests.Docs;

/// <summary>A page of the documentation, and what can be checked in it.</summary>
/// <param name="Path">Relative to the repository's root.</param>
internal sealed partial record Page(string Path)
{
    public string Text { get; } = System.IO.File.ReadAllText(Repository.Find(Path));

    /// <summary>What stands between backticks on one line; code blocks are left out.</summary>
    public IEnumerable<string> Code => Inline().Matches(Block().Replace(Text, "")).Select(match => match.Groups[1].Value);

    /// <summary>The targets of links and pictures, as they are written, that are no web addresses.</summary>
    public IEnumerable<string> RelativeLinks => Link().Matches(Block().Replace(Text, ""))
        .Select(match => match.Groups[1].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'));

    /// <summary>The contents of the code blocks in a language.</summary>
    public IEnumerable<string> BlocksOf(string language) => Block().Matches(Text)
        .Where(match => match.Groups[1].Value == language)
        .Select(match => match.Groups[2].Value);

    /// <summary>The contents of the code blocks that are files, by the path in the line above: <c>`path`:</c>.</summary>
    public Dictionary<string, string> Files() => File().Matches(Text).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    /// <summary>The full path that a relative link of this page leads to.</summary>
    public string TargetOf(string link)
    {
        string folder = System.IO.Path.GetDirectoryName(Repository.Find(Path))!;
        return System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, link.Split('#')[0]));
    }

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex File();

    [GeneratedRegex(@"`([^`\n]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
