using Lws.Bench.Attacks.Verdicts;

namespace Lws.Bench.Attacks;

/// <summary>What a server did with one variant of a row, as <c>--json</c> writes it.</summary>
internal sealed record CaseResult(string Url, int Row, string Name, string Expected, string Got, Verdict Verdict, double Seconds)
{
    public string Bench => "attack-case";
}
