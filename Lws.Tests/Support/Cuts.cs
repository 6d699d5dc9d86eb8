namespace Lws.Tests.Support;

/// <summary>
/// Every way in which TCP may deliver the same bytes: right-sized, followed by foreign bytes in the same array, split in two at
/// every place, and byte by byte. A sans-IO reader must answer the same to all of them.
/// </summary>
internal static class Cuts
{
    /// <summary>The deliveries of <paramref name="input"/>: a name for the failure message, and the pieces in order.</summary>
    public static IEnumerable<(string Name, Memory<byte>[] Pieces)> Of(byte[] input)
    {
        yield return ("right-sized", [input.ToArray()]);
        yield return ("oversized", [Oversized(input)]);
        for (int at = 1; at < input.Length; at++)
            yield return ($"split at {at}", [Oversized(input[..at]), Oversized(input[at..])]);
        yield return ("byte by byte", input.Select(single => Oversized([single])).ToArray());
    }

    // The bytes behind the piece look like a frame, so that a reader that looks past its span is noticed.
    private static Memory<byte> Oversized(byte[] piece)
    {
        byte[] array = [.. piece, 0x81, 0x85, 1, 2, 3, 4, (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'];
        return array.AsMemory(0, piece.Length);
    }
}
