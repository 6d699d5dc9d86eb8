using Lws.Buffers;
using Lws.Dispatch;
using Lws.Handshake;
using Lws.Loop;
using Lws.Observability;

namespace Lws.Connections;

/// <summary>The opening of a connection: from the bytes of its request head to an upgrade, a file, or a refusal.</summary>
/// <remarks>Loop thread only. The connection is corked meanwhile, so that the response begins the loop's output buffer.</remarks>
internal sealed class Opening<TDispatch>(EventLoop loop, Upgrades<TDispatch> upgrades)
    where TDispatch : struct, IDispatch
{
    private readonly HeaderField[] _fields = new HeaderField[RequestHeadParser.MaxHeaders];

    public long Bytes => ObjectSize.OfArray<HeaderField>(_fields.Length);

    /// <summary>Reads the request head; does nothing until all of it has arrived.</summary>
    /// <param name="connection">A connection in its handshake.</param>
    /// <param name="input">All that has arrived, advanced past the head; what follows are the peer's first frames.</param>
    public void ReadHead(ref Connection connection, ref Span<byte> input)
    {
        ref int scanned = ref loop.Connections.Detail(connection.Slot).Progress;
        int maxLength = loop.Context.Options.MaxRequestHeadLength;
        ScanStatus status = HeadScanner.Scan(input, ref scanned, maxLength, out int length, out HandshakeError error);
        if (status == ScanStatus.NeedMoreData)
            return;
        loop.HalfOpen.Remove();
        if (status == ScanStatus.Invalid)
        {
            Refuse(ref connection, error);
            return;
        }

        ReadOnlySpan<byte> head = input[..length];
        input = input[length..];
        error = RequestHeadParser.TryParse(head, _fields, out RequestHead request);
        if (error == HandshakeError.None)
            Answer(ref connection, in request);
        else
            Refuse(ref connection, error);
    }

    /// <summary>Answers with an error status; the connection ends behind it.</summary>
    public void Refuse(ref Connection connection, HandshakeError error, bool isHead = false)
    {
        LoopCounts.HandshakeFailed(error);
        OutputBuffer output = loop.Outbound.Buffer;
        output.Commit(HandshakeResponse.WriteRefused(output.Free, error, isHead));
        loop.CloseHandshake.EndUnopened(ref connection);
    }

    private void Answer(ref Connection connection, in RequestHead request)
    {
        HandshakeError error = UpgradeValidator.Validate(in request, out ReadOnlySpan<byte> key, out SubprotocolOffer offer);
        if (error == HandshakeError.None && loop.Guard.RefusesSession())
            error = HandshakeError.ServiceUnavailable;
        if (error == HandshakeError.None)
            error = upgrades.Decide(ref connection, in request, key, offer);
        if (error == HandshakeError.None)
            return;
        if (error == HandshakeError.PlainHttp && loop.Context.Mounted is { } mount)
            ServeFile(ref connection, in request, mount);
        else
            Refuse(ref connection, error, IsHead(in request));
    }

    private void ServeFile(ref Connection connection, in RequestHead request, Mount mount)
    {
        HandshakeError error = mount.TryFind(in request, out int file);
        if (error != HandshakeError.None)
        {
            Refuse(ref connection, error, IsHead(in request));
            return;
        }

        loop.CloseHandshake.EndUnopened(ref connection);
        if (IsHead(in request))
            WriteHead(mount.ResponseOf(file).Span[..mount.HeadLengthOf(file)]);
        else
            BeginFile(ref loop.Connections.Detail(connection.Slot), file);
    }

    private static void BeginFile(ref ConnectionDetail detail, int file)
    {
        detail.File = (ushort)(file + 1);
        detail.Progress = 0;
    }

    private void WriteHead(ReadOnlySpan<byte> head)
    {
        OutputBuffer output = loop.Outbound.Buffer;
        head.CopyTo(output.Free);
        output.Commit(head.Length);
    }

    private static bool IsHead(in RequestHead request) => request.Method.SequenceEqual("HEAD"u8);
}
