namespace Lws.Bench.Conformance;

/// <summary>One case at a time.</summary>
[LwsContext(FdLimit = 4)]
[Connect<CaseEcho>]
internal sealed partial class ConformanceContext
{
    /// <summary>Messages are sent back; else the last one is kept.</summary>
    public bool IsEcho { get; set; }

    public byte[] LastMessage { get; set; } = [];

    public bool HasEnded { get; set; }

    /// <summary>Why there was no session; null where there was.</summary>
    public string? Failure { get; set; }
}
