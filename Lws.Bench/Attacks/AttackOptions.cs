namespace Lws.Bench.Attacks;

/// <summary>What the command line says of an attack run. The server's time-outs are upper bounds that it is held to.</summary>
internal sealed record AttackOptions
{
    /// <summary>More than any limit on messages: a server that takes this has none.</summary>
    public const long BeyondAnyLimit = 1L << 32;

    public required Uri Url { get; init; }

    /// <summary>Rows to run; empty for all.</summary>
    public int[] Rows { get; init; } = [];

    /// <summary>The server's process; null leaves its memory and descriptors unwatched.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Leave out what waits for the server's own time-outs.</summary>
    public bool IsQuick { get; init; }

    /// <summary>The only origin that the server allows; null where it has no policy.</summary>
    public string? Origin { get; init; }

    /// <summary>The server's limit on messages, in bytes; null where it is not known.</summary>
    public long? MaxMessage { get; init; }

    /// <summary>How long the server may take to answer something.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(90);

    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a peer may be silent, its pings unanswered.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How far beyond a time-out of the server's its effect may be seen: sweeps are coarse, machines are busy.</summary>
    public TimeSpan Grace => Answer + Answer;

    /// <summary>Half-open handshakes held at once.</summary>
    public int HalfOpen { get; init; } = 2_000;

    /// <summary>By how much the server's resident memory may grow where a row wants it bounded.</summary>
    public double MemoryBoundMiB { get; init; } = 64;

    /// <summary>The whole run.</summary>
    public TimeSpan Bound { get; init; } = TimeSpan.FromMinutes(15);
}
