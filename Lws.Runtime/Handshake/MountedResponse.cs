using System.Globalization;
using System.Text;

namespace Lws.Handshake;

/// <summary>A file as it goes out: status line, headers and body in one array, written once when the file is added.</summary>
internal sealed class MountedResponse
{
    private MountedResponse(byte[] bytes, int headLength)
    {
        Bytes = bytes;
        HeadLength = headLength;
    }

    public byte[] Bytes { get; }

    public int HeadLength { get; }

    public static MountedResponse Create(string contentType, ReadOnlySpan<byte> content)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {content.Length}\r\n" +
            $"Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n");

        return new MountedResponse([.. Encoding.ASCII.GetBytes(head), .. content], head.Length);
    }
}
