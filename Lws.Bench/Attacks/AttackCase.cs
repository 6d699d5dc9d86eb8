using Lws.Bench.Attacks.Verdicts;

namespace Lws.Bench.Attacks;

/// <summary>
/// One variant of a row's input. The attack sends it on connections of its own, which it also disposes of, and says what the server did.
/// </summary>
internal sealed record AttackCase(string Name, Expectation Expected, Func<Answer> Attack)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);

    /// <summary>When the attack is cut short.</summary>
    public TimeSpan Bound { get; init; } = Usual;

    /// <summary>It waits for one of the server's own time-outs.</summary>
    public bool IsSlow { get; init; }
}
