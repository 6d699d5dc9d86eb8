using System.Text;

namespace Lws.Bench.Attacks.Wire;

/// <summary>A lawful upgrade request in its lines, each of which an attack may replace.</summary>
internal sealed record ClientRequest
{
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    /// <summary>What belongs to <see cref="Key"/> (RFC 6455 1.3).</summary>
    public const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    public ClientRequest(string authority, string target)
    {
        RequestLine = $"GET {target} HTTP/1.1\r\n";
        HostLine = $"Host: {authority}\r\n";
    }

    public string RequestLine { get; init; }

    public string HostLine { get; init; }

    public string UpgradeLine { get; init; } = "Upgrade: websocket\r\n";

    public string ConnectionLine { get; init; } = "Connection: Upgrade\r\n";

    public string KeyLine { get; init; } = $"Sec-WebSocket-Key: {Key}\r\n";

    public string VersionLine { get; init; } = "Sec-WebSocket-Version: 13\r\n";

    /// <summary>Further lines.</summary>
    public string Others { get; init; } = "";

    public string End { get; init; } = "\r\n";

    public override string ToString() => RequestLine + HostLine + UpgradeLine + ConnectionLine + KeyLine + VersionLine + Others + End;

    public byte[] ToBytes() => Encoding.Latin1.GetBytes(ToString());
}
