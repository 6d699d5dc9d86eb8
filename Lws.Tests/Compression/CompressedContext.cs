namespace Lws.Tests.Compression;

/// <summary>Serves an echo of messages and one of pieces, and connects with a protocol that does what a test tells it.</summary>
[LwsContext(FdLimit = 50)]
[Serve<CompressedEcho>(Path = "/")]
[Serve<CompressedPieces>(Path = "/pieces")]
[Connect<Caller>]
internal sealed partial class CompressedContext
{
    public delegate void SessionHandler(Session session);

    public delegate void MessageHandler(Session session, ReadOnlySpan<byte> payload, MessageKind kind);

    /// <summary>What the server's echo does first, on its loop.</summary>
    public SessionHandler? OnMessage { get; set; }

    public SessionHandler? OnCallerOpen { get; set; }

    public MessageHandler? OnCallerMessage { get; set; }

    public string? CallerEnd { get; set; }

    public static CompressedContext Of(Session session) => (CompressedContext)session.Context;
}

/// <summary>Echoes messages of up to 1 MiB.</summary>
[LwsProtocol("compressed", MaxMessageLength = 1 << 20, MaxQueuedBytes = 4 << 20)]
internal partial struct CompressedEcho
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        CompressedContext.Of(session).OnMessage?.Invoke(session);
        session.Send(payload, kind);
    }
}

/// <summary>Answers a message of any length with its kind, length and hash, which it takes in pieces.</summary>
[LwsProtocol("pieces")]
internal partial struct CompressedPieces
{
    private Attacks.PieceDigest _digest;

    private void OnFragment(Session session, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position)
    {
        if (_digest.Add(payload, position))
            session.Send($"{kind} {_digest}");
    }
}

/// <summary>The client's side.</summary>
[LwsProtocol("caller", MaxMessageLength = 1 << 20, MaxQueuedBytes = 4 << 20)]
internal partial struct Caller
{
    private readonly void OnOpen(Session session) => CompressedContext.Of(session).OnCallerOpen?.Invoke(session);

    private readonly void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        CompressedContext.Of(session).OnCallerMessage?.Invoke(session, payload, kind);

    private readonly void OnClosed(Session session, CloseStatus status) =>
        CompressedContext.Of(session).CallerEnd = $"{(int)status.Code}{(status.IsClean ? "" : " unclean")}";
}
