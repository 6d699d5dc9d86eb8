using Lws.Buffers;
using Lws.Deflate;
using Lws.Dispatch;
using Lws.Handshake;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>From a valid upgrade request to a session or a refusal: the route, the Origin policy, and what <c>OnUpgrade</c> decides.</summary>
/// <remarks>Loop thread only. The connection is corked meanwhile, so that the response begins the loop's output buffer.</remarks>
internal sealed class Upgrades<TDispatch>(EventLoop loop, Handlers<TDispatch> handlers, SessionLifetime<TDispatch> sessions)
    where TDispatch : struct, IDispatch
{
    /// <summary>Answers a request, or has it wait for its answer.</summary>
    /// <returns>Why it is refused where that is still to be answered, or none.</returns>
    public HandshakeError Decide(ref Connection connection, in RequestHead request, ReadOnlySpan<byte> key, SubprotocolOffer offer)
    {
        Route route = TDispatch.Route(request.Path, offer);
        if (route.Protocol < 0)
            return HandshakeError.NotFound;

        Slab protocol = loop.Protocols[route.Protocol];
        if (!protocol.AcceptsOrigin(new RequestOrigin(request.Headers)))
            return HandshakeError.OriginNotAccepted;

        connection.Protocol = (byte)route.Protocol;
        connection.SessionSlot = protocol.Rent();
        loop.ResponseHeaders.Clear();
        UpgradeResult result = UpgradeResult.Accept;
        if (loop.Traits[route.Protocol].Has(ProtocolEvents.Upgrade))
            result = Ask(ref connection, in request, offer, route.IsOffered);

        if (loop.Compression is { } compression && ServerNegotiation.TryAccept(request.Headers, compression.Options, out DeflateParameters agreed))
            loop.Connections.Detail(connection.Slot).Deflate = agreed;
        ReadOnlySpan<byte> headers = loop.ResponseHeaders.Lines;
        if (result.IsDeferred)
        {
            loop.Deferred.Keep(ref connection, key, route.IsOffered, headers);
            return HandshakeError.None;
        }

        Write(ref connection, result, key, route.IsOffered, headers);
        Follow(ref connection, result);
        return HandshakeError.None;
    }

    /// <summary>Gives the answer that was put off. What had arrived meanwhile is read before the batch ends.</summary>
    public void Conclude(ref Connection connection, UpgradeResult result)
    {
        ReadOnlySpan<byte> key = loop.Deferred.Kept(ref connection, out bool isOffered, out ReadOnlySpan<byte> headers);
        Write(ref connection, result, key, isOffered, headers);
        loop.Deferred.Release(ref connection);
        loop.ResumeReceive(ref connection);
        Follow(ref connection, result);
    }

    private UpgradeResult Ask(ref Connection connection, in RequestHead head, SubprotocolOffer offer, bool isOffered)
    {
        ReadOnlySpan<byte> subprotocol = isOffered ? loop.Protocols[connection.Protocol].Name : default;
        var request = new UpgradeRequest(loop, ref connection, head, offer, subprotocol);
        UpgradeResult result = handlers.OnUpgrade(ref connection, request);

        // It may have asked for a ticket and then decided, or thrown.
        if (!result.IsDeferred)
            loop.Deferred.Forget(connection.Slot);
        return result;
    }

    private void Write(
        ref Connection connection, UpgradeResult result, ReadOnlySpan<byte> key, bool isOffered, ReadOnlySpan<byte> headers)
    {
        OutputBuffer output = loop.Outbound.Buffer;
        ReadOnlySpan<byte> subprotocol = isOffered ? loop.Protocols[connection.Protocol].Name : default;
        DeflateParameters agreed = loop.Connections.Detail(connection.Slot).Deflate;
        output.Commit(result.IsAccepted
            ? HandshakeResponse.WriteAccepted(output.Free, key, subprotocol, agreed, headers)
            : HandshakeResponse.WriteRefused(output.Free, result.Status, headers));
    }

    private void Follow(ref Connection connection, UpgradeResult result)
    {
        if (result.IsAccepted)
        {
            sessions.Open(ref connection, connection.Protocol, connection.SessionSlot);
            return;
        }

        loop.Counts.UpgradeRefused(in connection);
        loop.Protocols[connection.Protocol].Return(connection.SessionSlot);
        loop.CloseHandshake.EndUnopened(ref connection);
    }
}
