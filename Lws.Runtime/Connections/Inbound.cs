using Lws.Dispatch;
using Lws.Framing;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>The way in: received bytes become frames, frames become messages, messages become calls of handlers.</summary>
/// <remarks>Loop thread only. Knows no socket: the loop gives it bytes and keeps what it leaves over.</remarks>
internal sealed class Inbound<TDispatch>(EventLoop loop, Handlers<TDispatch> handlers, SessionLifetime<TDispatch> sessions)
    where TDispatch : struct, IDispatch
{
    private readonly Messages<TDispatch> _messages = new(loop, handlers);

    /// <summary>Reads frames until the input ends in the middle of one, or the connection ends or pauses.</summary>
    /// <param name="connection">An open or closing connection.</param>
    /// <param name="input">What has arrived, advanced past what was consumed.</param>
    public void ReadFrames(ref Connection connection, ref Span<byte> input)
    {
        // An unfinished message keeps the time of its own first byte, not of its latest.
        bool isNewWait = !connection.Has(ConnectionFlags.Incomplete);
        bool masked = !connection.Has(ConnectionFlags.Client);
        ref readonly ProtocolTraits traits = ref loop.Traits[connection.Protocol];
        while (!input.IsEmpty
            && connection.State is ConnectionState.Open or ConnectionState.Closing
            && !connection.Has(ConnectionFlags.Paused))
        {
            ProtocolError error;
            if (connection.Reader.TryReadMessage(ref input, masked, traits.MaxUncountedLength, out Opcode opcode, out Span<byte> payload))
                error = _messages.ReceiveWhole(ref connection, in traits, opcode, payload);
            else if (!TryReadPart(ref connection, in traits, ref input, masked, out error))
                break;
            if (error != ProtocolError.None)
                Fail(ref connection, error);
            isNewWait |= !connection.Reader.IsInMessage;
        }

        if (connection.State == ConnectionState.Open)
            WatchIncomplete(ref connection, !input.IsEmpty, isNewWait);
    }

    private bool TryReadPart(
        ref Connection connection, in ProtocolTraits traits, ref Span<byte> input, bool masked, out ProtocolError error)
    {
        long allowance = _messages.AllowanceOf(ref connection, in traits, out long deflatedAllowance);
        ReadStatus status = connection.Reader.Read(
            ref input, masked, allowance, deflatedAllowance, out FramePart part, out error);
        if (status is ReadStatus.Data or ReadStatus.Control)
            error = loop.Rates.Admit(ref connection, in traits, in part);
        if (error != ProtocolError.None)
            return true;
        if (status == ReadStatus.Data)
            error = _messages.Receive(ref connection, in traits, part);
        else if (status == ReadStatus.Control)
            error = ReceiveControl(ref connection, part.Opcode, part.Payload);
        return status != ReadStatus.NeedMoreData;
    }

    private void Fail(ref Connection connection, ProtocolError error)
    {
        Log.PeerFailed(loop.Context.Options.Logger, (int)error.CloseCode, error.Text);
        loop.CloseHandshake.Fail(ref connection, error.CloseCode, byPeer: true);
    }

    private ProtocolError ReceiveControl(ref Connection connection, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (opcode == Opcode.Close)
            return ReceiveClose(ref connection, payload);
        if (connection.State == ConnectionState.Closing)
            return ProtocolError.None;

        if (opcode == Opcode.Ping)
        {
            loop.Outbound.SendPong(ref connection, payload);
            if (connection.State == ConnectionState.Open)
                handlers.OnPing(ref connection, payload);
        }
        else
        {
            handlers.OnPong(ref connection, payload);
        }

        return ProtocolError.None;
    }

    private ProtocolError ReceiveClose(ref Connection connection, ReadOnlySpan<byte> payload)
    {
        ProtocolError error = ClosePayload.Read(payload, out CloseCode code, out ReadOnlySpan<byte> reason);
        if (error != ProtocolError.None)
            return error;

        bool byPeer = connection.State == ConnectionState.Open;
        if (byPeer)
        {
            handlers.OnClosing(ref connection, code, reason);
            loop.CloseHandshake.Answer(ref connection, code);
        }

        if (connection.State is ConnectionState.Open or ConnectionState.Closing)
            sessions.End(ref connection, new CloseStatus(code, reason, isClean: true, byPeer));
        return ProtocolError.None;
    }

    private void WatchIncomplete(ref Connection connection, bool hasRest, bool isNewWait)
    {
        if (!hasRest && !connection.Reader.IsInMessage)
        {
            connection.Clear(ConnectionFlags.Incomplete);
        }
        else if (isNewWait)
        {
            connection.Set(ConnectionFlags.Incomplete);
            loop.Deadlines.StartMessage(ref connection);
        }
    }
}
