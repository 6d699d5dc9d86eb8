namespace Lws.Bench.Micro.Allocations;

/// <summary>Where counts and expectations differ.</summary>
/// <param name="IsFailure">False for a note: what allocates less than expected.</param>
/// <param name="Text">What differs, for people.</param>
internal sealed record AllocationFinding(bool IsFailure, string Text);
