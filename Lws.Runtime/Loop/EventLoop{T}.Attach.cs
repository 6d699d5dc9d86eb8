using System.Diagnostics;
using Lws.Connections;
using Lws.Interop;
using Lws.Streams;

namespace Lws.Loop;

/// <summary>Taking streams that are no sockets.</summary>
internal sealed partial class EventLoop<TDispatch, TTable, TIo>
{
    internal override AdoptResult Attach(ByteStream stream, StreamOpening opening, out int slot)
    {
        slot = -1;
        if (_isStopping)
            return AdoptResult.Stopping;
        if (IsFull)
            return AdoptResult.Full;
        ReadClock();
        if (HalfOpen.IsFull && opening.IsRequest)
            DisplaceHalfOpen();

        ConnectionState state = opening.Attempt is null ? ConnectionState.Handshake : ConnectionState.Connecting;
        SysResult added = TryAdd(_io.Attach(stream), state, out slot);
        Debug.Assert(!added.IsError, "A stream can be watched.");
        ref Connection connection = ref Connections[slot];
        if (opening.Attempt is { } attempt)
            Start(attempt, ref connection);
        else if (opening.IsRequest)
            StartHandshake(ref connection);
        else
            OpenAtOnce(ref connection, opening.Protocol);
        return AdoptResult.Adopted;
    }

    private void OpenAtOnce(ref Connection connection, int protocol)
    {
        Outbound.Cork(ref connection);
        _sessions.Open(ref connection, protocol, Protocols[protocol].Rent());
        Outbound.Uncork(ref connection);
        Unsettle(ref connection);
    }
}
