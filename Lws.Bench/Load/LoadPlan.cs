namespace Lws.Bench.Load;

/// <summary>What is asked of a server, and for how long.</summary>
internal sealed record LoadPlan
{
    /// <summary><c>ws://host:port/path</c>, or <c>raw://host:port</c>: no handshake, and the client's frames come back as they are.</summary>
    public required Uri Address { get; init; }

    public required int PayloadBytes { get; init; }

    /// <summary>Busy connections; with <see cref="Accepts"/>, how many are being set up at a time.</summary>
    public required int Connections { get; init; }

    /// <summary>Messages in flight on each busy connection.</summary>
    public required int Depth { get; init; }

    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The measured window; it goes on until one message is complete at least.</summary>
    /// <remarks>The processor time of another core is up to date as of the kernel's last tick: two seconds or more make that small.</remarks>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long each wait for the server may take: for its name, its connections, the first, the last and the owed echoes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Opened in addition: each exchanges one message and is silent from then on.</summary>
    public int IdleConnections { get; init; }

    /// <summary>Measures connection set-up: connect, handshake, reset, and again. A message is then such a round.</summary>
    public bool Accepts { get; init; }

    /// <summary>The server, whose processor time is read at both ends of the window.</summary>
    public int? ServerProcessId { get; init; }

    /// <summary>A ws address that answers each message with the count of bytes that the server's loop has allocated, in decimal.</summary>
    public Uri? AllocationProbe { get; init; }

    /// <summary>The longest that a run can take: six waits, and three for the allocation probe.</summary>
    public TimeSpan Bound => Warmup + Duration + (9 * Patience);

    public static LoadPlan Of(Scenario scenario, Uri address) => new()
    {
        Address = address,
        PayloadBytes = scenario.PayloadBytes,
        Connections = scenario.Connections,
        Depth = scenario.Depth,
    };
}
