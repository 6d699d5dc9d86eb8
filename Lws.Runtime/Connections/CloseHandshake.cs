using Lws.Framing;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>Our side of the end of a session (RFC 6455 7): the close frame, and what state the connection is in after it.</summary>
/// <remarks>
/// Loop thread only. Calls no handler, so that handlers may call it: what follows is for the loop to do when they have returned.
/// </remarks>
internal sealed class CloseHandshake(EventLoop loop)
{
    /// <summary>Sends our close frame and awaits the peer's. Does nothing where the end has begun already.</summary>
    public void Begin(ref Connection connection, CloseCode code, ReadOnlySpan<byte> reason)
    {
        if (connection.State != ConnectionState.Open)
            return;
        SendCloseFrame(ref connection, code, reason);
        connection.State = ConnectionState.Closing;
        loop.ResumeReceive(ref connection);
        loop.Deadlines.StartClosing(ref connection);
        loop.Unsettle(ref connection);
    }

    /// <summary>Answers the peer's close frame with its own code (RFC 6455 5.5.1).</summary>
    public void Answer(ref Connection connection, CloseCode code)
    {
        if (connection.State == ConnectionState.Open)
            SendCloseFrame(ref connection, code == CloseCode.NoStatus ? CloseCode.None : code, default);
    }

    /// <summary>Fails the connection (RFC 6455 7.1.7): a close frame where none was sent, then the end.</summary>
    public void Fail(ref Connection connection, CloseCode code, bool byPeer)
    {
        if (connection.State == ConnectionState.Open)
            SendCloseFrame(ref connection, code, default);
        MarkFailed(ref connection, code, byPeer);
    }

    /// <summary>Ends the TCP connection without a close frame, because a handler says so.</summary>
    public void Abort(ref Connection connection)
    {
        MarkFailed(ref connection, CloseCode.Abnormal, byPeer: false);
        Cut(ref connection);
    }

    /// <summary>The TCP connection is of no more use: whatever state it is in, it ends without another byte.</summary>
    public void Lose(ref Connection connection)
    {
        MarkFailed(ref connection, CloseCode.Abnormal, byPeer: connection.State == ConnectionState.Open);
        if (connection.State is ConnectionState.Handshake && !connection.Has(ConnectionFlags.Client))
            loop.HalfOpen.Remove();
        else if (connection.State is ConnectionState.Upgrading)
            loop.Deferred.Abandon(ref connection);
        if (connection.State is ConnectionState.Connecting or ConnectionState.Handshake or ConnectionState.Upgrading)
            connection.State = ConnectionState.Ending;
        Cut(ref connection);
    }

    /// <summary>
    /// Ends a connection for the sake of the memory that it holds, which is free before the batch ends: with 1013; or, where that could go out
    /// behind what waits only, without another byte.
    /// </summary>
    public void Shed(ref Connection connection)
    {
        loop.ReturnBlock(ref connection.Pending);
        if (connection.State != ConnectionState.Open)
        {
            Lose(ref connection);
            return;
        }

        bool waits = connection.QueueHead != 0;
        if (!waits)
            SendCloseFrame(ref connection, CloseCode.TryAgainLater, default);
        MarkFailed(ref connection, CloseCode.TryAgainLater, byPeer: false);
        if (waits)
            Cut(ref connection);
    }

    /// <summary>There will be no session: what answers the request goes out, then the connection ends.</summary>
    public void EndUnopened(ref Connection connection)
    {
        connection.State = ConnectionState.Ending;
        loop.Connections.Detail(connection.Slot).Deflate = default;
        loop.Deadlines.StartClosing(ref connection);
    }

    private void Cut(ref Connection connection)
    {
        connection.Set(ConnectionFlags.Cut);
        loop.Unsettle(ref connection);
    }

    private void MarkFailed(ref Connection connection, CloseCode code, bool byPeer)
    {
        if (connection.State is not (ConnectionState.Open or ConnectionState.Closing))
            return;

        // Once our close frame is out, its code is the one to report (CloseStatus.Code).
        if (connection.State == ConnectionState.Open)
            loop.Connections.Detail(connection.Slot).CloseCode = code;
        if (byPeer)
            connection.Set(ConnectionFlags.ByPeer);
        connection.State = ConnectionState.Failed;
        loop.Unsettle(ref connection);
    }

    private void SendCloseFrame(ref Connection connection, CloseCode code, ReadOnlySpan<byte> reason)
    {
        Span<byte> payload = stackalloc byte[sizeof(ushort) + ClosePayload.MaxReasonLength];
        int length = code == CloseCode.None ? 0 : ClosePayload.Write(payload, code, reason);
        loop.Outbound.SendClose(ref connection, payload[..length]);
        loop.Connections.Detail(connection.Slot).CloseCode = code;
    }
}
