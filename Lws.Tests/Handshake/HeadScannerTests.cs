using System.Text;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class HeadScannerTests
{
    [Fact]
    public void Valid_request_is_found_however_it_is_cut()
    {
        Verdict verdict = Verdict.Of(Requests.Bytes(Requests.Valid));

        Assert.Equal(
            new Verdict(HandshakeError.None, Requests.Valid.Length, "/chat room=1", "dGhlIHNhbXBsZSBub25jZQ==", "chat superchat"), verdict);
    }

    [Fact]
    public void Bytes_after_the_head_are_left_alone() // attack 12
    {
        byte[] request = [.. Requests.Bytes(Requests.Valid), 0x81, 0x80, 1, 2, 3, 4, .. "\r\n\r\n"u8];

        Assert.Equal(Requests.Valid.Length, Verdict.Of(request).HeadLength);
    }

    [Theory] // attack 38
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", nameof(HandshakeError.NotHttp))]
    [InlineData("\u0081\u0085\u0001\u0002\u0003\u0004", nameof(HandshakeError.NotHttp))]
    [InlineData("\u0000", nameof(HandshakeError.NotHttp))]
    [InlineData("get / HTTP/1.1\r\n", nameof(HandshakeError.NotHttp))]
    [InlineData("\r\nGET / HTTP/1.1\r\n", nameof(HandshakeError.NotHttp))]
    [InlineData(" GET / HTTP/1.1\r\n", nameof(HandshakeError.NotHttp))]
    [InlineData("SSH\u0000", nameof(HandshakeError.ControlByte))]
    public void Foreign_bytes_are_refused_without_waiting_for_more(string bytes, string error)
    {
        Assert.Equal(error, Verdict.Of(Requests.Bytes(bytes)).Error.ToString());
    }

    [Theory] // attack 5
    [InlineData("A: b\n", nameof(HandshakeError.BareLineFeed))]
    [InlineData("A: b\n\r", nameof(HandshakeError.BareLineFeed))]
    [InlineData("A: b\rC", nameof(HandshakeError.BareCarriageReturn))]
    [InlineData("A: b\r\rC", nameof(HandshakeError.BareCarriageReturn))]
    [InlineData("A: b\r\n c", nameof(HandshakeError.FoldedHeader))]
    [InlineData("A: b\r\n\tc", nameof(HandshakeError.FoldedHeader))]
    [InlineData("A: b\0", nameof(HandshakeError.ControlByte))]
    [InlineData("A\u007f", nameof(HandshakeError.ControlByte))]
    public void Bad_byte_in_a_header_is_refused_without_waiting_for_the_end(string header, string error)
    {
        Assert.Equal(error, Verdict.Of(Requests.Bytes(Requests.RequestLine + header)).Error.ToString());
    }

    [Fact]
    public void Each_control_byte_but_tab_is_refused_in_a_value()
    {
        for (int control = 0; control < 0x100; control++)
        {
            bool isAllowed = control is '\t' or (>= 0x20 and not 0x7F);
            byte[] request = [.. "GET / HTTP/1.1\r\nA: b"u8, (byte)control, .. "c\r\n"u8];
            Assert.Equal(isAllowed, Verdict.Of(request) == Verdict.Unfinished);
        }
    }

    [Fact]
    public void Unfinished_head_needs_more_data_wherever_it_ends()
    {
        byte[] request = Requests.Bytes(Requests.Valid);
        for (int length = 0; length < request.Length; length++)
            Assert.Equal(Verdict.Unfinished, Verdict.Of([request.AsMemory(0, length)]));
    }

    [Fact]
    public void Endless_request_line_is_refused_at_the_limit() // attack 6
    {
        byte[] endless = Requests.Bytes("GET /" + new string('a', 1 << 20));

        Assert.Equal(HandshakeError.RequestLineTooLong, Verdict.Of([endless]).Error);
        Assert.Equal(Verdict.Unfinished, Verdict.Of([endless.AsMemory(0, Verdict.MaxHeadLength - 1)]));
        Assert.Equal(HandshakeError.RequestLineTooLong, Verdict.Of([endless.AsMemory(0, Verdict.MaxHeadLength)]).Error);
    }

    [Fact]
    public void Header_of_a_megabyte_is_refused_at_the_limit() // attack 6
    {
        byte[] endless = Requests.Bytes(Requests.RequestLine + "A: " + new string('a', 1 << 20));

        Assert.Equal(HandshakeError.HeadTooLong, Verdict.Of([endless]).Error);
        Assert.Equal(Verdict.Unfinished, Verdict.Of([endless.AsMemory(0, Verdict.MaxHeadLength - 1)]));
    }

    [Fact]
    public void Ten_thousand_headers_are_refused_at_the_limit() // attack 6
    {
        var request = new StringBuilder(Requests.RequestLine);
        for (int header = 0; header < 10_000; header++)
            request.Append(null, $"A{header}: b\r\n");

        Assert.Equal(HandshakeError.HeadTooLong, Verdict.Of([Requests.Bytes(request + "\r\n")]).Error);
    }

    [Fact]
    public void Head_may_be_exactly_as_long_as_the_limit()
    {
        byte[] request = Requests.Bytes(Requests.Valid);
        Memory<byte>[] bytes = [.. request.Select(single => new Memory<byte>([single]))];

        foreach (Memory<byte>[] pieces in new[] { [request], bytes })
        {
            Assert.True(Verdict.Of(pieces, request.Length).IsAccepted);
            Assert.Equal(HandshakeError.HeadTooLong, Verdict.Of(pieces, request.Length - 1).Error);
        }
    }
}
