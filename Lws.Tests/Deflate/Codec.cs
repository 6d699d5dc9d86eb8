using System.Buffers;
using System.IO.Compression;
using Lws.Deflate;
using Lws.Framing;
using Xunit;

namespace Lws.Tests.Deflate;

/// <summary>Whole messages through a compressor or an inflater, in steps of a given size.</summary>
internal static class Codec
{
    private const int Level = 6;
    private const int MemoryLevel = 8;

    public static Deflater Deflater(int windowBits = 15, bool keepsContext = false, int level = Level) =>
        new(windowBits, level, MemoryLevel) { KeepsContext = keepsContext };

    public static Inflater Inflater(int windowBits = 15, bool keepsContext = false, int maxRatio = 0) =>
        new(windowBits, maxRatio) { KeepsContext = keepsContext };

    /// <summary>A message of these parts; each step has <paramref name="room"/> bytes for its output.</summary>
    public static byte[] Compress(this Deflater deflater, int room, DeflateFlush between, params byte[][] parts)
    {
        var message = new List<byte>();
        byte[] destination = new byte[room];
        for (int part = 0; part < parts.Length; part++)
        {
            ReadOnlySpan<byte> input = parts[part];
            DeflateFlush flush = part == parts.Length - 1 ? DeflateFlush.Message : between;
            OperationStatus status;
            do
            {
                status = deflater.Deflate(ref input, flush, destination, out int written);
                message.AddRange(destination.AsSpan(0, written));
            }
            while (status == OperationStatus.DestinationTooSmall);
            Assert.Equal(OperationStatus.Done, status);
            Assert.True(input.IsEmpty);
        }

        return [.. message];
    }

    public static byte[] Compress(this Deflater deflater, byte[] message) => deflater.Compress(1_024, DeflateFlush.None, message);

    /// <summary>The message in these pieces; each step has <paramref name="room"/> bytes for its output.</summary>
    public static (ProtocolError Error, byte[] Message) Inflate(this Inflater inflater, Memory<byte>[] pieces, int room, long maxLength)
    {
        var message = new List<byte>();
        byte[] destination = new byte[room];
        if (pieces.Length == 0)
            pieces = [default];
        for (int piece = 0; piece < pieces.Length; piece++)
        {
            ReadOnlySpan<byte> input = pieces[piece].Span;
            bool isLast = piece == pieces.Length - 1;
            OperationStatus status;
            int steps = 0;
            do
            {
                int left = (int)Math.Min(room, maxLength - message.Count);
                status = inflater.Inflate(ref input, isLast, maxLength, destination.AsSpan(0, left), out int written, out ProtocolError error);
                message.AddRange(destination.AsSpan(0, written));
                if (status == OperationStatus.InvalidData)
                    return (error, [.. message]);
                Assert.Equal(ProtocolError.None, error);
                Assert.True(steps++ < 100_000, "The inflater runs in circles.");
            }
            while (status == OperationStatus.DestinationTooSmall);
            Assert.Equal(isLast ? OperationStatus.Done : OperationStatus.NeedMoreData, status);
            Assert.True(input.IsEmpty);
        }

        return (ProtocolError.None, [.. message]);
    }

    public static (ProtocolError Error, byte[] Message) Inflate(this Inflater inflater, byte[] message, long maxLength = 1 << 20) =>
        inflater.Inflate([message], 4_096, maxLength);

    /// <summary>What the framework's own stream makes of the bytes of one message or several, tails included.</summary>
    public static byte[] FrameworkInflate(byte[] compressed)
    {
        using var stream = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var result = new MemoryStream();
        stream.CopyTo(result);
        return result.ToArray();
    }

    /// <summary>A message as the framework's own stream compresses it: it ends with an empty stored block, without its tail.</summary>
    public static byte[] FrameworkCompress(byte[] message, CompressionLevel level)
    {
        using var result = new MemoryStream();
        using var stream = new DeflateStream(result, level);
        stream.Write(message);
        stream.Flush();
        byte[] compressed = result.ToArray();
        Assert.True(compressed.AsSpan().EndsWith(MessageTail.Bytes));
        return compressed[..^MessageTail.Bytes.Length];
    }
}
