using System.Runtime.CompilerServices;
using CsCheck;
using Lws.Framing;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Framing;

public class FrameReaderTests
{
    private static readonly byte[] Key = [0x37, 0xFA, 0x21, 0x3D];

    [Fact]
    public void The_state_is_16_bytes_without_references()
    {
        Assert.Equal(14, Unsafe.SizeOf<FrameReader>());
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<FrameReader>());
    }

    // The examples of RFC 6455 5.7.
    [Theory]
    [InlineData("810548656C6C6F", false, "Text of 1: 48656C6C6F")]
    [InlineData("818537FA213D7F9F4D5158", true, "Text of 1: 48656C6C6F")]
    [InlineData("010348656C80026C6F", false, "Text of 2: 48656C6C6F")]
    [InlineData("890548656C6C6F", false, "Ping of 1: 48656C6C6F")]
    [InlineData("8A8537FA213D7F9F4D5158", true, "Pong of 1: 48656C6C6F")]
    public void The_examples_of_the_RFC_are_read(string hex, bool masked, string expected) =>
        AssertEvents(Convert.FromHexString(hex), masked, [expected, FrameEvents.Unfinished(0, [])]);

    [Fact]
    public void Empty_frames_and_empty_messages_are_events_too()
    {
        AssertEvents(Masked(0x81, []), masked: true, ["Text of 1: ", FrameEvents.Unfinished(0, [])]);
        AssertEvents([.. Masked(0x02, []), .. Masked(0x00, []), .. Masked(0x80, [])], masked: true,
            ["Binary of 3: ", FrameEvents.Unfinished(0, [])]);
        AssertEvents(Masked(0x88, []), masked: true, ["Close of 1: ", FrameEvents.Unfinished(0, [])]);
    }

    // attacks.md 24
    [Fact]
    public void Control_frames_between_fragments_leave_the_message_alone()
    {
        byte[] stream =
        [
            .. Masked(0x01, [1, 2, 3]), .. Masked(0x89, [9]), .. Masked(0x00, [4]), .. Masked(0x8A, []),
            .. Masked(0x80, [5, 6]), .. Masked(0x88, [0x03, 0xE8]),
        ];

        AssertEvents(stream, masked: true,
            ["Ping of 1: 09", "Pong of 1: ", "Text of 3: 010203040506", "Close of 1: 03E8", FrameEvents.Unfinished(0, [])]);
    }

    // attacks.md 34
    [Fact]
    public void A_key_of_zero_bytes_is_a_key() =>
        AssertEvents(TestFrame.Bytes(0x82, [1, 2, 3], [0, 0, 0, 0]), masked: true,
            ["Binary of 1: 010203", FrameEvents.Unfinished(0, [])]);

    [Theory]
    [InlineData(124)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(300)]
    public void Every_cut_of_the_length_boundaries_reads_the_same(int length)
    {
        byte[] payload = Enumerable.Range(0, length).Select(value => (byte)value).ToArray();
        string[] expected = [FrameEvents.Message("Binary", 1, payload), FrameEvents.Message("Text", 1, [7]), FrameEvents.Unfinished(0, [])];

        AssertEvents([.. Masked(0x82, payload), .. Masked(0x81, [7])], masked: true, expected);
        AssertEvents([.. TestFrame.Bytes(0x82, payload), .. TestFrame.Bytes(0x81, [7])], masked: false, expected);
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(200_001)]
    public void A_large_frame_is_streamed_in_odd_pieces(int length)
    {
        byte[] payload = new byte[length];
        new Random(length).NextBytes(payload);
        byte[] stream = Masked(0x82, payload);

        string events = FrameEvents.Of(Chop.Into(stream, [1, 4_093, 16_384, 3]), masked: true);

        Assert.Equal(string.Join('\n', FrameEvents.Message("Binary", 1, payload), FrameEvents.Unfinished(0, [])), events);
    }

    // Each line is the shortest input that shows the fault: one byte less is no error yet, and nothing more is awaited.
    [Theory]
    [InlineData("81 00", true, ProtocolError.UnmaskedFrame)] // attacks.md 13
    [InlineData("89 00", true, ProtocolError.UnmaskedFrame)]
    [InlineData("81 80", false, ProtocolError.MaskedFrame)]
    [InlineData("C1", true, ProtocolError.ReservedBits)] // attacks.md 14
    [InlineData("A1", true, ProtocolError.ReservedBits)]
    [InlineData("91", true, ProtocolError.ReservedBits)]
    [InlineData("C9", true, ProtocolError.ReservedBits)]
    [InlineData("01 80 01020304 C0", true, ProtocolError.ReservedBits)]
    [InlineData("83", true, ProtocolError.UnknownOpcode)] // attacks.md 15
    [InlineData("87", true, ProtocolError.UnknownOpcode)]
    [InlineData("8B", true, ProtocolError.UnknownOpcode)]
    [InlineData("8F", true, ProtocolError.UnknownOpcode)]
    [InlineData("03", true, ProtocolError.UnknownOpcode)]
    [InlineData("89 FE", true, ProtocolError.ControlFrameTooLong)] // attacks.md 16
    [InlineData("88 FF", true, ProtocolError.ControlFrameTooLong)]
    [InlineData("8A 7E", false, ProtocolError.ControlFrameTooLong)]
    [InlineData("08", true, ProtocolError.FragmentedControlFrame)]
    [InlineData("09", true, ProtocolError.FragmentedControlFrame)]
    [InlineData("82 FF 8000000000000000", true, ProtocolError.LengthTopBitSet)] // attacks.md 17
    [InlineData("82 FF FFFFFFFFFFFFFFFF", true, ProtocolError.LengthTopBitSet)]
    [InlineData("82 FF 7FFFFFFFFFFFFFFF", true, ProtocolError.MessageTooBig)]
    [InlineData("82 FE 0005", true, ProtocolError.LengthNotMinimal)] // attacks.md 18
    [InlineData("82 FE 007D", true, ProtocolError.LengthNotMinimal)]
    [InlineData("82 FF 00000000000000C8", true, ProtocolError.LengthNotMinimal)]
    [InlineData("82 FF 000000000000FFFF", true, ProtocolError.LengthNotMinimal)]
    [InlineData("82 7F 0000000000000000", false, ProtocolError.LengthNotMinimal)]
    [InlineData("82 FE 03E9", true, ProtocolError.MessageTooBig)] // attacks.md 19
    [InlineData("82 7E 03E9", false, ProtocolError.MessageTooBig)]
    [InlineData("02 80 01020304 80 FE 03E9", true, ProtocolError.MessageTooBig)] // attacks.md 20
    [InlineData("00", true, ProtocolError.ContinuationWithoutStart)] // attacks.md 23
    [InlineData("80", true, ProtocolError.ContinuationWithoutStart)]
    [InlineData("81 80 01020304 80", true, ProtocolError.ContinuationWithoutStart)]
    [InlineData("01 80 01020304 81", true, ProtocolError.MessageInsideMessage)]
    [InlineData("02 80 01020304 00 80 01020304 02", true, ProtocolError.MessageInsideMessage)]
    internal void A_fault_is_refused_at_the_byte_that_shows_it(string hex, bool masked, ProtocolError expected)
    {
        byte[] stream = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        foreach ((string name, Memory<byte>[] pieces) in Cuts.Of(stream))
            Assert.True(ErrorOf(FrameEvents.Of(pieces, masked, maxMessage: 1000)) == expected, name);

        // With what would make a whole small frame of it, the hot path sees it too.
        byte[] completed = [.. stream, 0x80, .. new byte[16]];
        Assert.Equal(expected, ErrorOf(FrameEvents.Of([completed], masked, maxMessage: 1000)));
        Memory<byte> oneByteLess = stream.AsMemory(0, stream.Length - 1);
        Assert.Equal(ProtocolError.None, ErrorOf(FrameEvents.Of([oneByteLess], masked, maxMessage: 1000)));
    }

    [Fact]
    public void Every_first_byte_alone_agrees_with_the_oracle()
    {
        byte[] start = Masked(0x01, [1]);
        for (int first = 0; first < 256; first++)
        {
            AssertAgreesWithOracle([(byte)first], masked: true);
            AssertAgreesWithOracle([.. start, (byte)first], masked: true);
        }
    }

    [Fact]
    public void Every_pair_of_first_bytes_agrees_with_the_oracle()
    {
        for (int first = 0; first < 256; first++)
            for (int second = 0; second < 256; second++)
            {
                AssertAgreesWithOracle([(byte)first, (byte)second], masked: true);
                AssertAgreesWithOracle([(byte)first, (byte)second], masked: false);
            }
    }

    // attacks.md 19, 20
    [Fact]
    public void A_message_may_be_as_big_as_the_limit_and_not_a_byte_bigger()
    {
        byte[] inOneFrame = Masked(0x82, new byte[10]);
        byte[] inFragments = [.. Masked(0x02, new byte[4]), .. Masked(0x00, new byte[5]), .. Masked(0x80, new byte[1])];

        AssertEvents(inOneFrame, true, [FrameEvents.Message("Binary", 1, new byte[10]), FrameEvents.Unfinished(0, [])], maxMessage: 10);
        AssertEvents(inFragments, true, [FrameEvents.Message("Binary", 3, new byte[10]), FrameEvents.Unfinished(0, [])], maxMessage: 10);
        AssertEvents(inOneFrame, true, ["MessageTooBig", FrameEvents.Unfinished(0, [])], maxMessage: 9);
        AssertEvents(inFragments, true, ["MessageTooBig", FrameEvents.Unfinished(2, new byte[9])], maxMessage: 9);
    }

    [Fact]
    public void Control_frames_do_not_count_against_the_limit_of_messages() =>
        AssertEvents([.. Masked(0x02, [1]), .. Masked(0x89, new byte[125])], masked: true,
            [FrameEvents.Message("Ping", 1, new byte[125]), FrameEvents.Unfinished(1, [1])], maxMessage: 1);

    // attacks.md 17
    [Fact]
    public void The_greatest_length_is_streamed_without_overflow()
    {
        byte[] stream = [0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 1, 2, 3];

        AssertEvents(stream, masked: true, [FrameEvents.Unfinished(1, [1, 2, 3])]);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        byte[] stream = [.. Masked(0x81, new byte[100]), .. Masked(0x02, new byte[200]), .. Masked(0x89, [1]), .. Masked(0x80, [2]), 0x82];
        byte[] endless = [0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 1];
        Assert.Equal(4, CountParts(stream.ToArray()));
        Assert.Equal(1, CountParts(endless));

        long before = GC.GetAllocatedBytesForCurrentThread();
        CountParts(stream);
        CountParts(endless);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Random_streams_in_random_pieces_agree_with_the_oracle(bool masked) =>
        Gen.Select(FrameGen.Stream(masked), Gen.Int[1, 40].Array[1, 6], Gen.OneOf(long.MaxValue, 500, 100)).Sample(
            (stream, lengths, maxMessage) =>
            {
                string expected = FrameOracle.Of(stream, masked, maxMessage);
                Assert.Equal(expected, FrameEvents.Of([stream.ToArray()], masked, maxMessage));
                Assert.Equal(expected, FrameEvents.Of(Chop.Into(stream, lengths), masked, maxMessage));
            }, iter: 2_000);

    private static byte[] Masked(int firstByte, byte[] payload) => TestFrame.Bytes(firstByte, payload, Key);

    private static int CountParts(Span<byte> input)
    {
        var reader = new FrameReader();
        int parts = 0;
        while (reader.Read(ref input, masked: true, long.MaxValue, FrameReader.NotDeflated, out _, out _) is ReadStatus.Data or ReadStatus.Control)
            parts++;
        return parts;
    }

    private static void AssertEvents(byte[] stream, bool masked, string[] expected, long maxMessage = long.MaxValue)
    {
        foreach ((string name, Memory<byte>[] pieces) in Cuts.Of(stream))
            Assert.Equal((name, string.Join('\n', expected)), (name, FrameEvents.Of(pieces, masked, maxMessage)));
    }

    // Of all lines that FrameEvents writes, only that of an error is nothing but a name.
    private static ProtocolError ErrorOf(string events) =>
        events.Split('\n').Select(line => Enum.TryParse(line, out ProtocolError error) ? error : ProtocolError.None).Max();

    private static void AssertAgreesWithOracle(byte[] stream, bool masked) =>
        Assert.Equal(FrameOracle.Of(stream, masked), FrameEvents.Of([stream.ToArray()], masked));
}
