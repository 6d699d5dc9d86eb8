using Lws.Bench.Echo;
using Lws.Bench.Growth;
using Lws.Bench.Idle;
using Lws.Bench.Load;

namespace Lws.Bench.Report;

/// <summary>The short form of the commands that fill the page.</summary>
/// <param name="Rounds">Rounds of messages, and of growth.</param>
/// <param name="Seconds">The measured part of each trial.</param>
internal sealed record ReportSettings(int Rounds, double Seconds)
{
    public const int DefaultRounds = 3;
    public const double DefaultSeconds = 1.5;

    private const int IdleRounds = 1;
    private const double SecondsAround = 4;

    private static readonly TimeSpan DefaultBound = TimeSpan.FromMinutes(35);

    public EchoSettings Echo => new(Scenarios.All, Rounds, TimeSpan.FromSeconds(Seconds));

    public IdleSettings Idle => new(IdleCommand.DefaultConnections, IdleRounds, IdleCommand.Starts);

    public GrowthSettings Growth => new(GrowthCommand.DefaultOpen, Rounds, TimeSpan.FromSeconds(Seconds));

    /// <summary>What all of it takes at most, building excepted.</summary>
    public TimeSpan Bound => DefaultBound * (Rounds * (Seconds + SecondsAround) / (DefaultRounds * (DefaultSeconds + SecondsAround)));
}
