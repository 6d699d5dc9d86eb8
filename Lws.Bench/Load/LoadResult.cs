namespace Lws.Bench.Load;

/// <summary>The figures of one run, as the table shows them and <c>--json</c> writes them.</summary>
internal sealed record LoadResult
{
    public string Bench { get; init; } = "load";

    /// <summary>The address: which server answers there is not known here.</summary>
    public required string Server { get; init; }

    public required int PayloadBytes { get; init; }

    public required int Connections { get; init; }

    public required int IdleConnections { get; init; }

    public required int Depth { get; init; }

    public required bool Accepts { get; init; }

    /// <summary>Echoes, or connections set up, within the window.</summary>
    public required long Messages { get; init; }

    /// <summary>The length of the window.</summary>
    public required double Seconds { get; init; }

    public required double MessagesPerSecond { get; init; }

    /// <summary>From the batch in which a message was sent to the batch in which its echo was complete.</summary>
    public required double P50Micros { get; init; }

    public required double P99Micros { get; init; }

    public required double P999Micros { get; init; }

    /// <summary>Processor time of the load's thread by the length of the window: 0 to 1.</summary>
    public required double LoadBusy { get; init; }

    /// <summary>Processor time of all the server's threads by the length of the window: 1 is one core.</summary>
    public double? ServerBusy { get; init; }

    /// <summary>User and system time.</summary>
    public double? ServerCpuMicrosPerMessage { get; init; }

    public double? BytesAllocatedPerMessage { get; init; }

    /// <summary>Each echo had the right length, the first and the last of each connection the right content: else there is no result.</summary>
    public required bool Verified { get; init; }

    /// <summary>The load's thread had no time left while the server had: the throughput is not the server's.</summary>
    public required bool LoadWasTheLimit { get; init; }
}
