using System.Buffers.Binary;

namespace Lws.Tests.Attacks;

/// <summary>Subscribers under each policy, and a publisher that sends to all of them.</summary>
[LwsContext(FdLimit = 16)]
[Serve<Publisher>(Path = "/publish")]
[Serve<DroppingFeed>(Path = "/drop")]
[Serve<ClosingFeed>(Path = "/close")]
[Serve<LatestFeed>(Path = "/latest")]
internal sealed partial class FeedContext
{
    public const int MessageLength = 10_000;
    public const int Keys = 4;

    private readonly byte[] _message = new byte[MessageLength];
    private int _number;
    private int _dropped;
    private int _closed;

    public int Dropped => Volatile.Read(ref _dropped);

    public int Closed => Volatile.Read(ref _closed);

    public void CountDropped(int count) => Volatile.Write(ref _dropped, _dropped + count);

    public void CountClosed(CloseCode code) => Volatile.Write(ref _closed, (int)code);

    public void Publish(Session session)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_message, _number);
        SendTo(session.Sessions<DroppingFeed>());
        SendTo(session.Sessions<ClosingFeed>());
        SendTo(session.Sessions<LatestFeed>());
        _number++;
    }

    private void SendTo(SessionList sessions)
    {
        foreach (Session session in sessions)
            session.Send(_message, MessageKind.Binary, (ulong)(_number % Keys));
    }
}

/// <summary>Publishes at each message.</summary>
[LwsProtocol("publisher")]
internal partial struct Publisher
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => ((FeedContext)session.Context).Publish(session);
}

/// <summary>Drops.</summary>
[LwsProtocol("dropping", MaxQueuedBytes = 100_000)]
internal partial struct DroppingFeed
{
    private void OnDropped(Session session, int count) => ((FeedContext)session.Context).CountDropped(count);
}

/// <summary>Closes.</summary>
[LwsProtocol("closing", MaxQueuedBytes = 100_000, WhenQueueFull = QueueFull.Close)]
internal partial struct ClosingFeed
{
    private void OnClosed(Session session, CloseStatus status) => ((FeedContext)session.Context).CountClosed(status.Code);
}

/// <summary>Keeps the latest of each key.</summary>
[LwsProtocol("latest", MaxQueuedBytes = 100_000, WhenQueueFull = QueueFull.KeepLatest)]
internal partial struct LatestFeed
{
    private void OnDropped(Session session, int count) => ((FeedContext)session.Context).CountDropped(count);
}
