using System.Text;
using Lws.Framing;
using Xunit;

namespace Lws.Tests.Framing;

public class ClosePayloadTests
{
    [Fact]
    public void An_empty_payload_has_no_status()
    {
        Assert.Equal(ProtocolError.None, ClosePayload.Read([], out CloseCode code, out ReadOnlySpan<byte> reason));
        Assert.Equal(CloseCode.NoStatus, code);
        Assert.True(reason.IsEmpty);
    }

    // attacks.md 26
    [Fact]
    public void A_payload_of_one_byte_is_refused()
    {
        Assert.Equal(ProtocolError.ClosePayloadOfOneByte, ClosePayload.Read([3], out CloseCode code, out _));
        Assert.Equal(CloseCode.None, code);
    }

    // attacks.md 26
    [Fact]
    public void Of_all_codes_exactly_those_of_the_wire_are_read_and_may_be_sent()
    {
        int[] assigned = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014];
        HashSet<int> valid = [.. assigned, .. Enumerable.Range(3000, 2000)];

        for (int code = 0; code <= ushort.MaxValue; code++)
        {
            byte[] payload = [(byte)(code >> 8), (byte)code];
            ProtocolError error = ClosePayload.Read(payload, out CloseCode read, out _);

            bool isValid = valid.Contains(code);
            Assert.Equal(isValid ? ProtocolError.None : ProtocolError.InvalidCloseCode, error);
            Assert.Equal(isValid ? (CloseCode)code : CloseCode.None, read);
            Assert.Equal(isValid || code == 0, ClosePayload.MaySend((CloseCode)code));
        }
    }

    [Theory]
    [InlineData(CloseCode.NoStatus)]
    [InlineData(CloseCode.Abnormal)]
    [InlineData(CloseCode.TlsHandshake)]
    public void Codes_for_local_use_may_not_be_sent(CloseCode code) => Assert.False(ClosePayload.MaySend(code));

    [Theory]
    [InlineData("FF")]
    [InlineData("676F6F64C3")]
    [InlineData("EDA080")]
    public void A_reason_that_is_not_UTF8_is_refused(string reason)
    {
        byte[] payload = [0x03, 0xE8, .. Convert.FromHexString(reason)];

        Assert.Equal(ProtocolError.InvalidCloseReason, ClosePayload.Read(payload, out CloseCode code, out ReadOnlySpan<byte> read));
        Assert.Equal(CloseCode.None, code);
        Assert.True(read.IsEmpty);
    }

    [Fact]
    public void An_invalid_code_is_reported_before_an_invalid_reason() =>
        Assert.Equal(ProtocolError.InvalidCloseCode, ClosePayload.Read([0x03, 0xED, 0xFF], out _, out _));

    [Theory]
    [InlineData(CloseCode.Normal, "")]
    [InlineData(CloseCode.GoingAway, "the server goes down")]
    [InlineData((CloseCode)4999, "πάντα ῥεῖ")]
    public void What_is_written_is_read_back(CloseCode code, string text)
    {
        byte[] reason = Encoding.UTF8.GetBytes(text);
        byte[] payload = new byte[2 + reason.Length];

        Assert.Equal(payload.Length, ClosePayload.Write(payload, code, reason));
        Assert.Equal(ProtocolError.None, ClosePayload.Read(payload, out CloseCode readCode, out ReadOnlySpan<byte> readReason));
        Assert.Equal(code, readCode);
        Assert.Equal(reason, readReason);
    }

    [Fact]
    public void The_longest_reason_fills_a_control_frame()
    {
        byte[] payload = new byte[125];
        byte[] reason = Enumerable.Repeat((byte)'x', ClosePayload.MaxReasonLength).ToArray();

        Assert.Equal(125, ClosePayload.Write(payload, CloseCode.Normal, reason));
    }

    [Fact]
    public void Without_a_code_nothing_is_written() => Assert.Equal(0, ClosePayload.Write([], CloseCode.None, []));
}
