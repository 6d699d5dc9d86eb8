using Lws.Handshake;
using Lws.Tests.Limits;
using Xunit;

namespace Lws.Tests.Handshake;

[Collection(Alone.Name)]
public class HandshakeAllocationTests
{
    private const int Handshakes = 10_000;

    // The key that the responses of Responses answer.
    private static ReadOnlySpan<byte> AnsweredKey => "dGhlIHNhbXBsZSBub25jZQ=="u8;

    [Fact]
    public void Handshakes_allocate_nothing()
    {
        byte[] accepted = Requests.Bytes(Requests.Valid);
        byte[] refused = Requests.With(Requests.Version, "Sec-WebSocket-Version: 8\r\n");
        byte[] plain = Requests.Bytes("GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n");
        Mount mount = new Mount().Add("/a.txt", "text/plain", "hello"u8.ToArray());
        mount.Freeze();
        Respond(accepted, mount);
        Respond(refused, mount);
        Respond(plain, mount);

        long before = GC.GetAllocatedBytesForCurrentThread();
        long written = 0;
        for (int handshake = 0; handshake < Handshakes; handshake++)
            written += Respond(accepted, mount) + Respond(refused, mount) + Respond(plain, mount);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(Handshakes * (Respond(accepted, mount) + Respond(refused, mount) + Respond(plain, mount)), written);
    }

    [Fact]
    public void Handshakes_of_a_client_allocate_nothing()
    {
        byte[] refused = Responses.With(Responses.StatusLine, "HTTP/1.1 503 Service Unavailable\r\n");
        byte[] malformed = Responses.Plus("NoColon\r\n");
        Assert.Equal(ConnectError.None, Connect());
        Assert.Equal(ConnectError.Refused, Read(refused, AnsweredKey));
        Assert.Equal(ConnectError.MalformedResponse, Read(malformed, AnsweredKey));

        long before = GC.GetAllocatedBytesForCurrentThread();
        int opened = 0;
        for (int handshake = 0; handshake < Handshakes; handshake++)
        {
            opened += Connect() == ConnectError.None ? 1 : 0;
            opened += Read(refused, AnsweredKey) == ConnectError.None ? 1 : 0;
            opened += Read(malformed, AnsweredKey) == ConnectError.None ? 1 : 0;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(Handshakes, opened);
    }

    // A new key, the request, and the response of our server to it.
    private static ConnectError Connect()
    {
        Span<byte> key = stackalloc byte[ClientKey.Length];
        ClientKey.Write(key);
        Span<byte> request = stackalloc byte[ClientRequest.LengthFor("a:7681"u8, "/"u8, "chat"u8, default)];
        ClientRequest.Write(request, "a:7681"u8, "/"u8, key, "chat"u8, default);
        Span<byte> response = stackalloc byte[HandshakeResponse.MaxLength];
        int length = HandshakeResponse.WriteAccepted(response, key, "chat"u8);
        return Read(response[..length], key);
    }

    // What the client makes of a response.
    private static ConnectError Read(ReadOnlySpan<byte> received, ReadOnlySpan<byte> key)
    {
        int scanned = 0;
        HeadScanner.Scan(received, ref scanned, Verdict.MaxHeadLength, out int headLength, out _);
        Span<HeaderField> fields = stackalloc HeaderField[RequestHeadParser.MaxHeaders];
        ConnectError error = ResponseHeadParser.TryParse(received[..headLength], fields, out ResponseHead response);
        return error == ConnectError.None ? ResponseValidator.Validate(in response, key, "chat"u8, null, out _) : error;
    }

    // The length of the response to a request that arrives in two pieces.
    private static long Respond(ReadOnlySpan<byte> received, Mount mount)
    {
        int scanned = 0;
        HeadScanner.Scan(received[..^1], ref scanned, Verdict.MaxHeadLength, out _, out _);
        ScanStatus status = HeadScanner.Scan(
            received, ref scanned, Verdict.MaxHeadLength, out int headLength, out HandshakeError error);

        Span<byte> destination = stackalloc byte[HandshakeResponse.MaxLength];
        if (status != ScanStatus.Done)
            return HandshakeResponse.WriteRefused(destination, error);

        Span<HeaderField> fields = stackalloc HeaderField[RequestHeadParser.MaxHeaders];
        error = RequestHeadParser.TryParse(received[..headLength], fields, out RequestHead request);
        if (error != HandshakeError.None)
            return HandshakeResponse.WriteRefused(destination, error);

        error = UpgradeValidator.Validate(request, out ReadOnlySpan<byte> key, out SubprotocolOffer offer);
        if (error == HandshakeError.None)
            return HandshakeResponse.WriteAccepted(destination, key, offer.Contains("superchat"u8) ? "superchat"u8 : default);
        return error == HandshakeError.PlainHttp && mount.TryFind(request, out int file) == HandshakeError.None
            ? mount.ResponseOf(file).Length
            : HandshakeResponse.WriteRefused(destination, error);
    }
}
