using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Upgrade requests that break a rule, and the lawful ones that look like it: rows 1 to 5.</summary>
public class HandshakeAttackTests
{
    private const string KeyLine = $"Sec-WebSocket-Key: {RawClient.Key}\r\n";
    private const string ConnectionLine = "Connection: Upgrade\r\n";
    private const string UpgradeLine = "Upgrade: websocket\r\n";
    private const string VersionLine = "Sec-WebSocket-Version: 13\r\n";
    private const string HostLine = "Host: 127.0.0.1\r\n";

    [Theory]
    [InlineData("none", "")]
    [InlineData("empty", "Sec-WebSocket-Key: \r\n")]
    [InlineData("15 bytes", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j\r\n")]
    [InlineData("17 bytes", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSE=\r\n")]
    [InlineData("18 bytes", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSEh\r\n")]
    [InlineData("no padding", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ\r\n")]
    [InlineData("no base64", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j!Q==\r\n")]
    [InlineData("two of them", KeyLine + KeyLine)]
    [InlineData("two in one line", $"Sec-WebSocket-Key: {RawClient.Key}, {RawClient.Key}\r\n")]
    public void Row_01_a_key_that_is_missing_malformed_or_doubled_gets_400(string what, string line)
    {
        _ = what;
        AttackServer.Withstands(server => server.AssertRefused(400, RawClient.Request().Replace(KeyLine, line, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Sec-WebSocket-Version: 12\r\n")]
    [InlineData("Sec-WebSocket-Version: 14\r\n")]
    [InlineData("Sec-WebSocket-Version: 013\r\n")]
    public void Row_02_another_version_gets_426_that_names_13(string line) => AttackServer.Withstands(server =>
    {
        string head = server.AssertRefused(426, RawClient.Request().Replace(VersionLine, line, StringComparison.Ordinal));
        Assert.Contains("\r\nSec-WebSocket-Version: 13\r\n", head, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("")]
    [InlineData("Connection: keep-alive\r\n")]
    [InlineData("Connection: Upgraded\r\n")]
    public void Row_03_an_upgrade_that_Connection_does_not_list_gets_400(string line) => AttackServer.Withstands(
        server => server.AssertRefused(400, RawClient.Request().Replace(ConnectionLine, line, StringComparison.Ordinal)));

    [Theory]
    [InlineData("Connection: keep-alive, Upgrade\r\n", UpgradeLine)]
    [InlineData("connection:UPGRADE\r\n", "UPGRADE:  WebSocket \r\n")]
    [InlineData("Connection: keep-alive\r\nConnection: upgrade\r\n", UpgradeLine)]
    [InlineData(ConnectionLine, "Upgrade: h2c\r\nUpgrade: websocket\r\n")]
    public void Row_03_lawful_variants_of_the_upgrade_are_accepted(string connection, string upgrade) => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Connect();
        client.Send(RawClient.Request()
            .Replace(ConnectionLine, connection, StringComparison.Ordinal)
            .Replace(UpgradeLine, upgrade, StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
        client.Send(RawClient.TextFrame("accepted"));
        Assert.Equal("accepted", client.ReadText());
    });

    [Theory]
    [InlineData(405, "GET ", "POST ", "")]
    [InlineData(405, "GET ", "HEAD ", "")]
    [InlineData(400, "HTTP/1.1", "HTTP/1.0", "")]
    [InlineData(400, VersionLine, VersionLine + "Content-Length: 10\r\n", "frames")]
    [InlineData(400, VersionLine, VersionLine + "Content-Length: -1\r\n", "")]
    [InlineData(400, VersionLine, VersionLine + "Transfer-Encoding: chunked\r\n", "frames")]
    public void Row_04_other_methods_and_versions_and_bodies_are_refused_and_never_read_as_frames(
        int status, string from, string to, string body) => AttackServer.Withstands(server =>
    {
        string request = RawClient.Request().Replace(from, to, StringComparison.Ordinal);
        using RawClient client = server.Connect();
        client.Send([.. Encoding.Latin1.GetBytes(request), .. body.Length > 0 ? RawClient.TextFrame("body") : []]);
        server.BystanderEchoes();
        if (request.StartsWith("HEAD", StringComparison.Ordinal))
            Assert.StartsWith($"HTTP/1.1 {status} ", client.ReadToEnd(), StringComparison.Ordinal);
        else
            server.AssertRefusal(client, status);
        Assert.Equal(0, server.Opened);
    });

    [Theory]
    [InlineData("bare LF", HostLine, "Host: 127.0.0.1\n")]
    [InlineData("LF before the end", "\r\n\r\n", "\r\n\n")]
    [InlineData("bare CR", HostLine, "Host: 127.0.0.1\r")]
    [InlineData("obs-fold", HostLine, HostLine + "X-Folded: a\r\n b\r\n")]
    [InlineData("obs-fold by tab", HostLine, HostLine + "X-Folded: a\r\n\tb\r\n")]
    [InlineData("fold of the first line", HostLine, " " + HostLine)]
    [InlineData("space before colon", HostLine, "Host : 127.0.0.1\r\n")]
    [InlineData("no name", HostLine, HostLine + ": a\r\n")]
    [InlineData("no colon", HostLine, HostLine + "X-Nothing\r\n")]
    [InlineData("NUL in a value", HostLine, HostLine + "X-Nul: a\0b\r\n")]
    [InlineData("NUL in a name", HostLine, HostLine + "X-\0Nul: a\r\n")]
    [InlineData("Content-Length twice", HostLine, HostLine + "Content-Length: 0\r\nContent-Length: 0\r\n")]
    [InlineData("Host twice", HostLine, HostLine + HostLine)]
    [InlineData("no Host", HostLine, "")]
    public void Row_05_a_head_that_two_parties_may_read_differently_gets_400(string what, string from, string to)
    {
        _ = what;
        AttackServer.Withstands(server => server.AssertRefused(400, RawClient.Request().Replace(from, to, StringComparison.Ordinal)));
    }
}
