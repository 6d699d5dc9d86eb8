using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;

namespace Lws.Handshake;

/// <summary>The value of <c>Sec-WebSocket-Accept</c>, which proves that the server read the request (RFC 6455 4.2.2, item 5.4).</summary>
internal static class AcceptKey
{
    /// <summary>In bytes: a SHA-1 digest in base64.</summary>
    public const int Length = 28;

    /// <summary>Writes the value to the first 28 bytes of <paramref name="destination"/>.</summary>
    public static void Write(ReadOnlySpan<byte> key, Span<byte> destination)
    {
        Debug.Assert(key.Length == ClientKey.Length, "The key has been validated.");

        ReadOnlySpan<byte> guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8;
        Span<byte> message = stackalloc byte[key.Length + guid.Length];
        key.CopyTo(message);
        guid.CopyTo(message[key.Length..]);

        Span<byte> digest = stackalloc byte[Sha1.DigestLength];
        Sha1.Hash(message, digest);
        OperationStatus status = Base64.EncodeToUtf8(digest, destination, out _, out int written);
        Debug.Assert(status == OperationStatus.Done && written == Length, "There is room for the value.");
    }
}
