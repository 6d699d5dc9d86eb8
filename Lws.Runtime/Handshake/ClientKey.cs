using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using Lws.Interop;

namespace Lws.Handshake;

/// <summary>The value of <c>Sec-WebSocket-Key</c>: 16 random bytes in base64, new for each connection (RFC 6455 4.1, item 7).</summary>
/// <remarks>Any thread.</remarks>
internal static class ClientKey
{
    /// <summary>In characters, its padding included.</summary>
    public const int Length = 24;

    private const int RandomLength = 16;

    /// <summary>Writes a new key to the first 24 bytes of <paramref name="destination"/>.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The kernel gives no random bytes.</exception>
    public static void Write(Span<byte> destination)
    {
        Span<byte> random = stackalloc byte[RandomLength];
        SystemRandom.Fill(random);
        OperationStatus status = Base64.EncodeToUtf8(random, destination, out _, out int written);
        Debug.Assert(status == OperationStatus.Done && written == Length, "There is room for the key.");
    }
}
