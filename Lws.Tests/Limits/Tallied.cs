namespace Lws.Tests.Limits;

/// <summary>
/// Both ends of a connection: the server's side echoes, and each counts in its context. Its 16 bytes are the size of session that the
/// goals for memory are stated for.
/// </summary>
[LwsProtocol("tallied", MaxQueuedBytes = 1 << 20)]
public partial struct Tallied
{
    private readonly bool _isClient;
    private int _toSend;
    private long _received;

    /// <summary>A client's side: sends this many messages, each when the last one has come back.</summary>
    internal Tallied(int toSend)
    {
        _isClient = true;
        _toSend = toSend;
    }

    private void OnOpen(Session session)
    {
        Tally tally = TallyOf(session.Context);
        tally.Last = session.Handle;
        tally.LastFd = session.Fd;
        tally.Opened++;
        SendNext(session);
    }

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        TallyOf(session.Context).Messages++;
        _received += payload.Length;
        if (_isClient)
            SendNext(session);
        else
            session.Send(payload, kind);
    }

    private readonly void OnClosed(Session session, CloseStatus status) => TallyOf(session.Context).Closed++;

    private readonly void OnConnectFailed(ConnectFailure failure) => TallyOf(failure.Context).LastError = failure.Error;

    private void SendNext(Session session)
    {
        if (_toSend == 0)
            return;
        _toSend--;
        session.Send("0123456789"u8);
    }

    private static Tally TallyOf(LwsContext context) => ((ITallying)context).Tally;
}
