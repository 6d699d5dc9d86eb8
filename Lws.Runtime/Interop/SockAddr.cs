using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Lws.Interop;

/// <summary>Writes and reads <c>struct sockaddr_in</c> and <c>struct sockaddr_in6</c>.</summary>
internal static class SockAddr
{
    public const int Ipv4Length = 16;
    public const int Ipv6Length = 28;
    public const int MaxLength = Ipv6Length;

    // Shared by both: the family in host order, the port in network order.
    public const int FamilyOffset = 0;
    public const int PortOffset = 2;
    public const int Ipv4AddressOffset = 4;
    public const int Ipv6AddressOffset = 8;
    public const int Ipv6ScopeOffset = 24;

    public const int Ipv4AddressLength = 4;
    public const int Ipv6AddressLength = 16;

    /// <summary>Writes an IPv4 or IPv6 end point and returns the length of its structure.</summary>
    public static int Write(IPEndPoint endPoint, Span<byte> destination)
    {
        Debug.Assert(destination.Length >= MaxLength, "there must be room for either family");
        destination[..MaxLength].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(destination[PortOffset..], (ushort)endPoint.Port);

        bool isIpv6 = endPoint.AddressFamily == AddressFamily.InterNetworkV6;
        WriteFamily(destination, (ushort)(isIpv6 ? LinuxConstants.AF_INET6 : LinuxConstants.AF_INET));
        bool written = endPoint.Address.TryWriteBytes(destination[(isIpv6 ? Ipv6AddressOffset : Ipv4AddressOffset)..], out _);
        Debug.Assert(written, "an address fits into the structure of its family");
        if (!isIpv6)
            return Ipv4Length;

        uint scope = (uint)endPoint.Address.ScopeId;
        MemoryMarshal.Write(destination[Ipv6ScopeOffset..], in scope);
        return Ipv6Length;
    }

    /// <summary>Reads what the kernel wrote; the default value for a family other than IPv4 and IPv6.</summary>
    public static TcpEndPoint Read(ReadOnlySpan<byte> source)
    {
        if (IsIpv4(source))
            return new TcpEndPoint(source.Slice(Ipv4AddressOffset, Ipv4AddressLength), ReadPort(source));
        return IsIpv6(source)
            ? new TcpEndPoint(source.Slice(Ipv6AddressOffset, Ipv6AddressLength), ReadPort(source), ReadScope(source))
            : default;
    }

    private static bool IsIpv4(ReadOnlySpan<byte> source) =>
        source.Length >= Ipv4Length && MemoryMarshal.Read<ushort>(source[FamilyOffset..]) == LinuxConstants.AF_INET;

    private static bool IsIpv6(ReadOnlySpan<byte> source) =>
        source.Length >= Ipv6Length && MemoryMarshal.Read<ushort>(source[FamilyOffset..]) == LinuxConstants.AF_INET6;

    private static void WriteFamily(Span<byte> destination, ushort family) =>
        MemoryMarshal.Write(destination[FamilyOffset..], in family);

    private static ushort ReadPort(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadUInt16BigEndian(source[PortOffset..]);

    private static uint ReadScope(ReadOnlySpan<byte> source) => MemoryMarshal.Read<uint>(source[Ipv6ScopeOffset..]);
}
