using System.Runtime.InteropServices;
using Lws.Framing;
using Xunit;

namespace Lws.Tests.Framing;

public class FrameHeaderTests
{
    private static readonly uint Key = MemoryMarshal.Read<uint>([1, 2, 3, 4]);

    [Theory]
    [InlineData(0, "8200")]
    [InlineData(1, "8201")]
    [InlineData(125, "827D")]
    [InlineData(126, "827E007E")]
    [InlineData(65_535, "827EFFFF")]
    [InlineData(65_536, "827F0000000000010000")]
    [InlineData(1L << 31, "827F0000000080000000")]
    [InlineData(long.MaxValue, "827F7FFFFFFFFFFFFFFF")]
    public void Lengths_are_written_in_their_shortest_form(long payloadLength, string hex)
    {
        byte[] header = new byte[FrameHeader.MaxLength];

        int length = FrameHeader.Write(header, Opcode.Binary, isFinal: true, payloadLength);

        Assert.Equal(hex, Convert.ToHexString(header, 0, length));
        Assert.Equal(length, FrameHeader.LengthFor(payloadLength, masked: false));
    }

    [Theory]
    [InlineData(0, "828001020304")]
    [InlineData(125, "82FD01020304")]
    [InlineData(126, "82FE007E01020304")]
    [InlineData(65_536, "82FF000000000001000001020304")]
    public void A_masked_header_ends_with_its_key(long payloadLength, string hex)
    {
        byte[] header = new byte[FrameHeader.MaxLength];

        int length = FrameHeader.WriteMasked(header, Opcode.Binary, isFinal: true, payloadLength, Key);

        Assert.Equal(hex, Convert.ToHexString(header, 0, length));
        Assert.Equal(length, FrameHeader.LengthFor(payloadLength, masked: true));
    }

    [Theory]
    [InlineData(Opcode.Continuation, false, 0x00)]
    [InlineData(Opcode.Continuation, true, 0x80)]
    [InlineData(Opcode.Text, false, 0x01)]
    [InlineData(Opcode.Binary, true, 0x82)]
    [InlineData(Opcode.Close, true, 0x88)]
    [InlineData(Opcode.Ping, true, 0x89)]
    [InlineData(Opcode.Pong, true, 0x8A)]
    internal void The_first_byte_is_FIN_and_the_opcode(Opcode opcode, bool isFinal, byte expected)
    {
        byte[] header = new byte[FrameHeader.MaxLength];

        FrameHeader.Write(header, opcode, isFinal, payloadLength: 5);

        Assert.Equal(expected, header[0]);
    }

    [Fact]
    public void A_header_is_written_into_exactly_the_room_it_needs()
    {
        foreach (long payloadLength in new[] { 0, 125, 126, 65_535, 65_536, long.MaxValue })
        {
            byte[] exact = new byte[FrameHeader.LengthFor(payloadLength, masked: true)];
            Assert.Equal(exact.Length, FrameHeader.WriteMasked(exact, Opcode.Text, true, payloadLength, Key));
            Assert.True(exact.Length <= FrameHeader.MaxLength);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(1L << 31)]
    [InlineData(long.MaxValue)]
    public void What_is_written_is_read_back(long payloadLength)
    {
        foreach (bool masked in new[] { false, true })
        {
            byte[] frame = new byte[FrameHeader.MaxLength + 1];
            int length = masked
                ? FrameHeader.WriteMasked(frame, Opcode.Text, isFinal: true, payloadLength, Key)
                : FrameHeader.Write(frame, Opcode.Text, isFinal: true, payloadLength);
            int arrived = (int)Math.Min(payloadLength, 1);
            Span<byte> input = frame.AsSpan(0, length + arrived);
            var reader = new FrameReader();

            ReadStatus status = reader.Read(ref input, masked, payloadLength, FrameReader.NotDeflated, out FramePart part, out ProtocolError error);

            Assert.Equal((ReadStatus.Data, ProtocolError.None), (status, error));
            Assert.Equal((Opcode.Text, arrived), (part.Opcode, part.Payload.Length));
            Assert.Equal(payloadLength <= 1, part.IsMessageEnd);
            Assert.Equal(payloadLength > 1, reader.IsInFrame);
            Assert.True(input.IsEmpty);
        }
    }
}
