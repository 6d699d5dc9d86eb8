using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class HandshakeAllocationTests
{
    private const int Handshakes = 10_000;

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
