using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Lws.Dispatch;
using Lws.Interop;

namespace Lws;

/// <summary>An IPv4 or IPv6 address and a port as a value: it can be asked for, compared and written without an allocation.</summary>
/// <remarks>The default value is no address, which is what a connection that has gone has.</remarks>
public readonly struct TcpEndPoint : IEquatable<TcpEndPoint>, IUtf8SpanFormattable
{
    private readonly UInt128 _address; // its bytes as one number; of IPv4 the lowest 32 bits
    private readonly uint _scope;
    private readonly ushort _port;

    /// <summary>Makes one from the bytes of an address, in network order; an IPv4 address mapped into IPv6 becomes IPv4.</summary>
    internal TcpEndPoint(ReadOnlySpan<byte> address, ushort port, uint scope = 0)
    {
        Debug.Assert(address.Length is SockAddr.Ipv4AddressLength or SockAddr.Ipv6AddressLength, "Addresses have 4 or 16 bytes.");
        _port = port;
        AddressFamily = AddressFamily.InterNetwork;
        if (address.Length == SockAddr.Ipv4AddressLength)
        {
            _address = BinaryPrimitives.ReadUInt32BigEndian(address);
            return;
        }

        // A listener on :: sees IPv4 peers as ::ffff:a.b.c.d (RFC 4291 2.5.5.2), which is not how anybody knows them.
        _address = BinaryPrimitives.ReadUInt128BigEndian(address);
        if (_address >> 32 == 0xFFFF)
        {
            _address = (uint)_address;
            return;
        }

        _scope = scope;
        AddressFamily = AddressFamily.InterNetworkV6;
    }

    /// <summary>IPv4, IPv6, or <see cref="AddressFamily.Unspecified"/> where there is no address.</summary>
    public AddressFamily AddressFamily { get; }

    /// <summary>The port, 0 to 65,535.</summary>
    public int Port => _port;

    /// <summary>Writes the address in network order: 4 bytes of IPv4, 16 of IPv6, none where there is no address.</summary>
    /// <param name="destination">16 bytes are enough.</param>
    /// <param name="bytesWritten">How many have been written.</param>
    /// <returns>False where the destination is too short.</returns>
    public bool TryWriteAddress(Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = AddressFamily switch
        {
            AddressFamily.InterNetwork when BinaryPrimitives.TryWriteUInt32BigEndian(destination, (uint)_address) => sizeof(uint),
            AddressFamily.InterNetworkV6 when BinaryPrimitives.TryWriteUInt128BigEndian(destination, _address) =>
                SockAddr.Ipv6AddressLength,
            _ => 0,
        };
        return bytesWritten > 0 || AddressFamily == AddressFamily.Unspecified;
    }

    /// <summary>Writes it as <c>192.0.2.1:80</c> or <c>[2001:db8::1]:80</c> (RFC 5952), in ASCII; nothing where there is no address.</summary>
    /// <param name="utf8Destination">58 bytes are enough.</param>
    /// <param name="bytesWritten">How many have been written.</param>
    /// <param name="format">Not used.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>False where the destination is too short.</returns>
    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        Span<byte> destination = stackalloc byte[EndPointText.MaxLength];
        ReadOnlySpan<byte> text = Write(destination);
        bool fits = text.TryCopyTo(utf8Destination);
        bytesWritten = fits ? text.Length : 0;
        return fits;
    }

    /// <summary>The same as an object, or null where there is no address. Allocates.</summary>
    public IPEndPoint? ToIPEndPoint()
    {
        Span<byte> address = stackalloc byte[SockAddr.Ipv6AddressLength];
        TryWriteAddress(address, out int length);
        return AddressFamily switch
        {
            AddressFamily.InterNetwork => new IPEndPoint(new IPAddress(address[..length]), _port),
            AddressFamily.InterNetworkV6 => new IPEndPoint(new IPAddress(address, _scope), _port),
            _ => null,
        };
    }

    /// <summary>As <see cref="TryFormat"/>, in a string. Allocates.</summary>
    public override string ToString() => Encoding.ASCII.GetString(Write(stackalloc byte[EndPointText.MaxLength]));

    /// <summary>Whether address and port are the same.</summary>
    public bool Equals(TcpEndPoint other) =>
        _address == other._address && _scope == other._scope && _port == other._port && AddressFamily == other.AddressFamily;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TcpEndPoint other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_address, _scope, _port);

    /// <summary>Whether address and port are the same.</summary>
    public static bool operator ==(TcpEndPoint left, TcpEndPoint right) => left.Equals(right);

    /// <summary>Whether address or port differ.</summary>
    public static bool operator !=(TcpEndPoint left, TcpEndPoint right) => !left.Equals(right);

    private ReadOnlySpan<byte> Write(Span<byte> destination)
    {
        var text = new EndPointText(destination);
        if (AddressFamily == AddressFamily.InterNetwork)
            text.WriteIpv4((uint)_address, _port);
        else if (AddressFamily == AddressFamily.InterNetworkV6)
            text.WriteIpv6(_address, _scope, _port);
        return destination[..text.Length];
    }
}
