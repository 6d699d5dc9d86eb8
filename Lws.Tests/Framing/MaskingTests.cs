using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CsCheck;
using Lws.Framing;
using Xunit;

namespace Lws.Tests.Framing;

public class MaskingTests
{
    private static readonly byte[] Key = [0x37, 0xFA, 0x21, 0x3D];

    [Fact]
    public void The_example_of_RFC_6455_5_7_is_unmasked()
    {
        byte[] payload = [0x7F, 0x9F, 0x4D, 0x51, 0x58];

        Masking.Apply(payload, MemoryMarshal.Read<uint>(Key));

        Assert.Equal("Hello"u8, payload);
    }

    [Fact]
    public void Every_length_alignment_and_phase_agrees_with_the_scalar_oracle()
    {
        // Pinned, so that the offsets below run through every alignment to 64 bytes.
        const int margin = 64;
        byte[] buffer = GC.AllocateArray<byte>(64 + 300 + 2 * margin, pinned: true);
        byte[] original = new byte[buffer.Length];
        new Random(6455).NextBytes(original);

        for (int length = 0; length <= 300; length++)
            for (int alignment = 0; alignment < 64; alignment++)
                for (int phase = 0; phase < 4; phase++)
                    AssertMasked(buffer, original, margin + alignment, length, phase);
    }

    [Theory]
    [InlineData(1_023)]
    [InlineData(4_097)]
    [InlineData(65_535)]
    [InlineData(1_000_003)]
    public void Large_odd_lengths_agree_with_the_scalar_oracle(int length)
    {
        byte[] original = new byte[length + 2];
        new Random(length).NextBytes(original);

        for (int phase = 0; phase < 4; phase++)
            AssertMasked(new byte[length + 2], original, 1, length, phase);
    }

    [Fact]
    public void Masking_piece_by_piece_is_masking_the_whole() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.UInt, Gen.Int[0, 150].Array[0, 12]).Sample((payload, key, lengths) =>
        {
            byte[] whole = payload.ToArray();
            uint wholeKey = Masking.Apply(whole, key);

            Span<byte> rest = payload;
            uint restKey = key;
            foreach (int length in lengths)
            {
                Span<byte> piece = rest[..Math.Min(length, rest.Length)];
                restKey = Masking.Apply(piece, restKey);
                rest = rest[piece.Length..];
            }

            restKey = Masking.Apply(rest, restKey);
            return whole.AsSpan().SequenceEqual(payload) && wholeKey == restKey;
        });

    [Fact]
    public void Masking_twice_gives_the_payload_back() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.UInt).Sample((payload, key) =>
        {
            byte[] copy = payload.ToArray();
            Masking.Apply(copy, key);
            Masking.Apply(copy, key);
            return copy.AsSpan().SequenceEqual(payload);
        });

    private static void AssertMasked(byte[] buffer, byte[] original, int start, int length, int phase)
    {
        original.CopyTo(buffer, 0);
        uint key = MemoryMarshal.Read<uint>([.. Key[phase..], .. Key[..phase]]);

        uint rotated = Masking.Apply(buffer.AsSpan(start, length), key);

        for (int i = 0; i < length; i++)
            if (buffer[start + i] != (original[start + i] ^ Key[(phase + i) % 4]))
                Assert.Fail($"Byte {i} of {length} at offset {start}, phase {phase}.");
        Assert.True(buffer.AsSpan(0, start).SequenceEqual(original.AsSpan(0, start)), "Bytes in front were touched.");
        Assert.True(buffer.AsSpan(start + length).SequenceEqual(original.AsSpan(start + length)), "Bytes behind were touched.");

        byte[] next = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(next, rotated);
        for (int i = 0; i < 4; i++)
            if (next[i] != Key[(phase + length + i) % 4])
                Assert.Fail($"The key behind {length} bytes, phase {phase}.");
    }
}
