using System.Globalization;

namespace Lws.Dispatch;

/// <summary>Addresses and ports as text, without the objects that the platform would make for it.</summary>
internal ref struct EndPointText
{
    /// <summary>An IPv6 address with its scope, in brackets, and a port.</summary>
    public const int MaxLength = 58;

    private const int Groups = 8;

    private readonly Span<byte> _destination;

    /// <summary>Begins at the start of a destination of at least <see cref="MaxLength"/> bytes.</summary>
    public EndPointText(Span<byte> destination)
    {
        _destination = destination;
    }

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    public void WriteIpv4(uint address, ushort port)
    {
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            WriteNumber((byte)(address >> shift));
            Write(shift > 0 ? "."u8 : ":"u8);
        }

        WriteNumber(port);
    }

    public void WriteIpv6(UInt128 address, uint scope, ushort port)
    {
        Write("["u8);
        WriteGroups(address);
        if (scope != 0)
        {
            Write("%"u8);
            WriteNumber(scope);
        }

        Write("]:"u8);
        WriteNumber(port);
    }

    private void WriteGroups(UInt128 address)
    {
        (int zeros, int zerosEnd) = LongestZeros(address);
        for (int group = 0; group < Groups; group++)
        {
            if (group == zeros)
                Write("::"u8);
            if (group >= zeros && group < zerosEnd)
                continue;
            if (group > 0 && group != zerosEnd)
                Write(":"u8);
            WriteNumber(GroupAt(address, group), "x");
        }
    }

    // RFC 5952 4.2: the longest run of at least two groups that are zero, the first of those that are equally long.
    private static (int Begin, int End) LongestZeros(UInt128 address)
    {
        (int Begin, int End) longest = (-1, -1);
        int begin = 0;
        for (int group = 0; group < Groups; group++)
        {
            if (GroupAt(address, group) != 0)
                begin = group + 1;
            else if (group + 1 - begin > Math.Max(1, longest.End - longest.Begin))
                longest = (begin, group + 1);
        }

        return longest;
    }

    private static ushort GroupAt(UInt128 address, int group) => (ushort)(address >> (16 * (Groups - 1 - group)));

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_destination[Length..]);
        Length += bytes.Length;
    }

    private void WriteNumber(uint number, string format = "")
    {
        number.TryFormat(_destination[Length..], out int written, format, CultureInfo.InvariantCulture);
        Length += written;
    }
}
