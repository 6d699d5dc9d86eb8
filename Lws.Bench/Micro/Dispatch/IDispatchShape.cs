namespace Lws.Bench.Micro.Dispatch;

/// <summary>A way to lead from a protocol's index and a session's slot to the handler of a message.</summary>
internal interface IDispatchShape
{
    /// <summary>Makes room for a session.</summary>
    /// <param name="protocol">The session's protocol.</param>
    /// <returns>The slot.</returns>
    int Open(int protocol);

    void OnMessage(int protocol, int slot, Session session, ReadOnlySpan<byte> payload, MessageKind kind);
}
