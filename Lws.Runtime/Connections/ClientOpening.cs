using Lws.Buffers;
using Lws.Deflate;
using Lws.Dispatch;
using Lws.Handshake;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>The client's side of <see cref="Opening{TDispatch}"/>: from the bytes of a response head to a session or a failure.</summary>
/// <remarks>Loop thread only.</remarks>
internal sealed class ClientOpening<TDispatch>(EventLoop loop, SessionLifetime<TDispatch> sessions)
    where TDispatch : struct, IDispatch
{
    private readonly HeaderField[] _fields = new HeaderField[RequestHeadParser.MaxHeaders];

    public long Bytes => ObjectSize.OfArray<HeaderField>(_fields.Length);

    /// <summary>Reads the response head; does nothing until all of it has arrived.</summary>
    /// <param name="connection">A client's connection in its handshake.</param>
    /// <param name="attempt">What it was connected for.</param>
    /// <param name="input">All that has arrived, advanced past the head; what follows are the server's first frames.</param>
    public void ReadHead(ref Connection connection, ConnectAttempt attempt, ref Span<byte> input)
    {
        ref int scanned = ref loop.Connections.Detail(connection.Slot).Progress;
        int maxLength = loop.Context.Options.MaxRequestHeadLength;
        ScanStatus status = HeadScanner.Scan(input, ref scanned, maxLength, out int length, out _);
        if (status == ScanStatus.NeedMoreData)
            return;
        if (status == ScanStatus.Invalid)
        {
            Fail(ref connection, attempt, ConnectError.MalformedResponse);
            return;
        }

        ReadOnlySpan<byte> head = input[..length];
        input = input[length..];
        ConnectError error = ResponseHeadParser.TryParse(head, _fields, out ResponseHead response);
        if (error == ConnectError.None)
        {
            attempt.KeepStatus(response.Status);
            error = ResponseValidator.Validate(in response, attempt.Key, attempt.Subprotocol, attempt.OfferedDeflate, out DeflateParameters agreed);
            loop.Connections.Detail(connection.Slot).Deflate = agreed;
        }

        if (error != ConnectError.None)
        {
            attempt.KeepResponse(head);
            Fail(ref connection, attempt, error);
            return;
        }

        attempt.Opened();
        sessions.Open(ref connection, attempt.Protocol, attempt.RentSession(loop.Protocols[attempt.Protocol]));
    }

    private void Fail(ref Connection connection, ConnectAttempt attempt, ConnectError error)
    {
        attempt.Fail(error);
        loop.CloseHandshake.Lose(ref connection);
    }
}
