namespace Lws.Tests.EndToEnd;

/// <summary>What the slow reader has seen between two pauses.</summary>
/// <param name="Read">How many prices.</param>
/// <param name="Skipped">How many are missing among them.</param>
/// <param name="Behind">How many were newer than those shown when it ended.</param>
internal sealed record Look(long Read, long Skipped, long Behind);
