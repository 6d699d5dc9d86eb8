using System.Security.Cryptography;
using System.Text;

namespace Lws.Bench.Load.Wire;

/// <summary>The opening handshake (RFC 6455 4.1), without a subprotocol or an extension.</summary>
/// <remarks>One key for all connections: it guards against caches, and hashing one each time would be the load's cost.</remarks>
internal sealed class UpgradeGreeting(Uri address) : Greeting(WriteRequest(address))
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static readonly byte[] ExpectedAccept = Encoding.ASCII.GetBytes(HashOf(Key));

    public override bool TryReadAnswer(ReadOnlySpan<byte> received, out int length)
    {
        int end = received.IndexOf("\r\n\r\n"u8);
        length = end + 4;
        if (end < 0)
            return false;

        ReadOnlySpan<byte> head = received[..(end + 2)];
        ReadOnlySpan<byte> status = TakeLine(ref head);
        if (!status.StartsWith("HTTP/1.1 101"u8))
            throw new LoadException($"the upgrade was refused: {Encoding.Latin1.GetString(status)}");
        while (!head.IsEmpty)
        {
            ReadOnlySpan<byte> line = TakeLine(ref head);
            int colon = line.IndexOf((byte)':');
            if (colon >= 0 && Ascii.EqualsIgnoreCase(line[..colon], "Sec-WebSocket-Accept"u8))
                return CheckAccept(line[(colon + 1)..].Trim(" \t"u8));
        }

        throw new LoadException("the response to the upgrade has no Sec-WebSocket-Accept");
    }

    private static bool CheckAccept(ReadOnlySpan<byte> value) => value.SequenceEqual(ExpectedAccept)
        ? true
        : throw new LoadException($"Sec-WebSocket-Accept is not {Encoding.ASCII.GetString(ExpectedAccept)}: {Encoding.Latin1.GetString(value)}");

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> head)
    {
        int end = head.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> line = head[..end];
        head = head[(end + 2)..];
        return line;
    }

    private static byte[] WriteRequest(Uri address) => Encoding.ASCII.GetBytes(
        $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + $"Sec-WebSocket-Key: {Key}\r\nSec-WebSocket-Version: 13\r\n\r\n");

#pragma warning disable CA5350 // The handshake is defined with SHA-1 (RFC 6455 4.2.2).
    private static string HashOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)));
#pragma warning restore CA5350
}
