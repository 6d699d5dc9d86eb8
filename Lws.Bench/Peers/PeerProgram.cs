namespace Lws.Bench.Peers;

/// <summary>How a peer is started and addressed.</summary>
/// <param name="File">The program; a name without a directory is looked for on PATH.</param>
/// <param name="Arguments">What comes before <c>--port N</c>.</param>
internal sealed record PeerProgram(string File, params string[] Arguments)
{
    /// <summary><c>ws</c>, or <c>raw</c> for an echo of bytes without WebSocket.</summary>
    public string Scheme { get; init; } = "ws";

    /// <summary>Where any message is answered with the bytes that the loop's thread has allocated; null where nowhere.</summary>
    public string? AllocationPath { get; init; }

    /// <summary>Where any message is answered with the bytes that the server holds, by what they are for; null where nowhere.</summary>
    public string? MemoryPath { get; init; }
}
