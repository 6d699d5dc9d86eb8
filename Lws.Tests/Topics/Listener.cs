using System.Runtime.InteropServices;

namespace Lws.Tests.Topics;

/// <summary>Drops what finds no room, and counts it.</summary>
[LwsProtocol("listener", MaxQueuedBytes = TopicsContext.MaxQueuedBytes, MaxMessageLength = 4 << 20)]
public partial struct Listener
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        TopicsContext.Of(session).OnMessage(session, payload, kind);

    private void OnWritable(Session session) => TopicsContext.Of(session).OnWritable(session);

    private void OnDropped(Session session, int count) =>
        CollectionsMarshal.GetValueRefOrAddDefault(TopicsContext.Of(session).Dropped, session.Fd, out _) += count;

    private void OnClosed(Session session, CloseStatus status)
    {
        TopicsContext.Of(session).Closed.Add(status.Code);
        TopicsContext.Of(session).OnClosed(session);
    }
}
