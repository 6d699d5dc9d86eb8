using System.CommandLine;

namespace Lws.Bench.Trials;

/// <summary>How much is measured: options that the commands have in common.</summary>
internal static class RoundsOption
{
    private const int MaxRounds = 20;
    private const double MinSeconds = 0.2;
    private const double MaxSeconds = 60;

    public static Option<int> Create(int byDefault, int min)
    {
        var rounds = new Option<int>("--rounds") { Description = "Rounds, each with all servers in turns.", DefaultValueFactory = _ => byDefault };
        rounds.Validators.Add(result =>
        {
            int value = result.GetValueOrDefault<int>();
            if (value < min || value > MaxRounds)
                result.AddError($"--rounds takes from {min} to {MaxRounds}.");
        });
        return rounds;
    }

    /// <summary>For people.</summary>
    public static string Text(int rounds) => rounds == 1 ? "one round" : $"{rounds} rounds";

    public static Option<double> CreateSeconds(double byDefault)
    {
        var seconds = new Option<double>("--seconds")
        {
            Description = "Measured seconds of each trial, after its warm-up.",
            DefaultValueFactory = _ => byDefault,
        };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < MinSeconds or > MaxSeconds)
                result.AddError($"--seconds takes from {MinSeconds} to {MaxSeconds}.");
        });
        return seconds;
    }
}
