namespace Lws.Tests.Framing;

/// <summary>Cuts bytes into pieces of given lengths, over and over until all are used.</summary>
internal static class Chop
{
    public static Memory<byte>[] Into(byte[] bytes, int[] lengths)
    {
        // A copy, because what reads the pieces unmasks them in place.
        Memory<byte> rest = bytes.ToArray();
        var pieces = new List<Memory<byte>>();
        for (int i = 0; !rest.IsEmpty; i++)
        {
            pieces.Add(rest[..Math.Min(rest.Length, lengths[i % lengths.Length])]);
            rest = rest[pieces[^1].Length..];
        }

        return [.. pieces];
    }
}
