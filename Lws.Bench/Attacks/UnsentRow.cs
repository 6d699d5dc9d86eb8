using Lws.Bench.Attacks.Verdicts;

namespace Lws.Bench.Attacks;

/// <summary>A row of which a peer can send nothing, and why.</summary>
internal sealed record UnsentRow(int Number, string Input, string Expected, Verdict Verdict, string Why);
