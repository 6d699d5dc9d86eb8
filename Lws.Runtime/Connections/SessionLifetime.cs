using System.Diagnostics;
using Lws.Deflate;
using Lws.Dispatch;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>The two ends of a session: the one place that calls <c>OnOpen</c>, and the one that calls <c>OnClosed</c>.</summary>
/// <remarks>Loop thread only; never called while a handler runs.</remarks>
internal sealed class SessionLifetime<TDispatch>(EventLoop loop, Handlers<TDispatch> handlers)
    where TDispatch : struct, IDispatch
{
    public void Open(ref Connection connection, int protocol, int sessionSlot)
    {
        Debug.Assert(connection.State is ConnectionState.Handshake or ConnectionState.Upgrading, "A session opens once, after its handshake.");
        connection.Protocol = (byte)protocol;
        connection.SessionSlot = sessionSlot;
        connection.State = ConnectionState.Open;
        BeginCompression(ref connection);
        loop.Deadlines.StartOpen(ref connection);
        loop.Rates.Start(ref connection);
        loop.Counts.Opened(ref connection);
        handlers.OnOpen(ref connection);
    }

    /// <summary>Ends a session that something outside the frame loop has failed.</summary>
    public void EndFailed(ref Connection connection)
    {
        Debug.Assert(connection.State == ConnectionState.Failed, "The connection has not failed.");
        CloseCode code = loop.Connections.Detail(connection.Slot).CloseCode;
        bool byPeer = connection.Has(ConnectionFlags.ByPeer);
        End(ref connection, new CloseStatus(ReportedCode(code), default, isClean: false, byPeer));
    }

    /// <summary>Ends a session; its connection goes on until what is queued has gone out.</summary>
    public void End(ref Connection connection, CloseStatus status)
    {
        Debug.Assert(connection.HasSession, "There is no session to end.");
        connection.State = ConnectionState.Ending;
        loop.Publisher?.Leave(connection.Slot);
        loop.Counts.Closed(ref connection, in status);
        handlers.OnClosed(ref connection, status);

        loop.Timers.Cancel(TimerNodes.UserTimerId(connection.Slot));
        loop.Protocols[connection.Protocol].Return(connection.SessionSlot);
        loop.ReturnBlock(ref connection.Message);
        loop.Compression?.End(ref connection);
        connection.Clear(ConnectionFlags.Paused | ConnectionFlags.Resumed);
        loop.Deadlines.StartClosing(ref connection);
        loop.Unsettle(ref connection);
    }

    private void BeginCompression(ref Connection connection)
    {
        DeflateParameters agreed = loop.Connections.Detail(connection.Slot).Deflate;
        if (!agreed.IsAgreed)
            return;
        connection.Set(ConnectionFlags.Inflates);
        if (agreed.CanDeflate(connection.Has(ConnectionFlags.Client)))
            connection.Set(ConnectionFlags.Deflates);
    }

    private static CloseCode ReportedCode(CloseCode sent) => sent == CloseCode.None ? CloseCode.NoStatus : sent;
}
