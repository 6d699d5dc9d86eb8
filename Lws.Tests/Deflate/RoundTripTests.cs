using System.IO.Compression;
using CsCheck;
using Lws.Deflate;
using Lws.Framing;
using Lws.Tests.Framing;
using Xunit;

namespace Lws.Tests.Deflate;

public class RoundTripTests
{
    // Words out of few, runs, and noise: matches near and far, and what does not compress.
    private static readonly Gen<byte[]> Message = Gen.OneOf(
            Gen.Int[0, 20].Select(word => System.Text.Encoding.ASCII.GetBytes($"word {word * 7919} ")),
            Gen.Select(Gen.Byte, Gen.Int[1, 700]).Select((value, count) => Enumerable.Repeat(value, count).ToArray()),
            Gen.Byte.Array[1, 60])
        .Array[0, 60]
        .Select(parts => parts.SelectMany(part => part).ToArray());

    [Fact]
    public void Messages_come_back_whatever_the_window_the_level_the_room_and_the_cuts()
    {
        Gen.Select(Message.Array[1, 6], Gen.Int[9, 15], Gen.Int[1, 9], Gen.Bool, Gen.Int[Deflater.MinDestination, 300], Gen.Int[1, 90].Array[1, 5])
            .Sample((messages, windowBits, level, keepsContext, room, lengths) =>
            {
                using Deflater deflater = Codec.Deflater(windowBits, keepsContext, level);
                using Inflater inflater = Codec.Inflater(windowBits, keepsContext);
                return messages.All(message =>
                {
                    byte[] compressed = deflater.Compress(room, DeflateFlush.None, message);
                    (ProtocolError error, byte[] inflated) = inflater.Inflate(Chop.Into(compressed, lengths), room, message.Length);
                    return error == ProtocolError.None && inflated.AsSpan().SequenceEqual(message);
                });
            }, iter: 600);
    }

    [Fact]
    public void The_room_of_a_step_changes_nothing()
    {
        Gen.Select(Message, Gen.Int[Deflater.MinDestination, 60]).Sample((message, room) =>
        {
            using Deflater narrow = Codec.Deflater();
            using Deflater wide = Codec.Deflater();
            byte[] inOneStep = wide.Compress(message.Length + 4_096, DeflateFlush.None, message);
            return narrow.Compress(room, DeflateFlush.None, message).AsSpan().SequenceEqual(inOneStep);
        }, iter: 300);
    }

    [Fact]
    public void The_frameworks_stream_inflates_a_connections_messages()
    {
        Gen.Select(Message.Array[1, 5], Gen.Int[9, 15], Gen.Bool, Gen.Int[1, 3]).Sample((messages, windowBits, keepsContext, parts) =>
        {
            using Deflater deflater = Codec.Deflater(windowBits, keepsContext);
            byte[] stream = messages
                .SelectMany(message => (byte[])[.. Compress(deflater, message, parts), .. MessageTail.Bytes])
                .Concat(new byte[] { 0x03, 0x00 })
                .ToArray();
            return Codec.FrameworkInflate(stream).AsSpan().SequenceEqual(messages.SelectMany(message => message).ToArray());
        }, iter: 200);
    }

    [Fact]
    public void What_the_frameworks_stream_compresses_is_inflated()
    {
        Gen<CompressionLevel> level = Gen.OneOf(CompressionLevel.Optimal, CompressionLevel.Fastest, CompressionLevel.NoCompression);
        Gen.Select(Message.Where(message => message.Length > 0), level, Gen.Int[1, 50].Array[1, 4]).Sample((message, level, lengths) =>
        {
            using Inflater inflater = Codec.Inflater();
            byte[] compressed = Codec.FrameworkCompress(message, level);
            (ProtocolError error, byte[] inflated) = inflater.Inflate(Chop.Into(compressed, lengths), 100, message.Length);
            return error == ProtocolError.None && inflated.AsSpan().SequenceEqual(message);
        }, iter: 200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(3_000_000)]
    public void Long_messages_come_back(int length)
    {
        byte[] message = Enumerable.Range(0, length).Select(at => (byte)(at * at >> 9)).ToArray();
        byte[] noise = Samples.Noise(length);
        using Deflater deflater = Codec.Deflater(keepsContext: true);
        using Inflater inflater = Codec.Inflater(keepsContext: true);
        foreach (byte[] sent in (byte[][])[message, noise, message])
            Assert.True(sent.AsSpan().SequenceEqual(inflater.Inflate([deflater.Compress(sent)], 65_536, length).Message));
    }

    // Each part ends a frame.
    private static byte[] Compress(Deflater deflater, byte[] message, int parts) =>
        deflater.Compress(50, DeflateFlush.Frame, [.. message.Chunk(message.Length / parts + 1).DefaultIfEmpty([])]);
}
