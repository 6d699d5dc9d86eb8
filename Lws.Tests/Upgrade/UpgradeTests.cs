using System.Text;
using Lws.Tests.Attacks;
using Lws.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Lws.Tests.Upgrade;

/// <summary>What <c>OnUpgrade</c> sees, and what the client gets for what it decides.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly RecordingLogger _logger = new();
    private readonly GateContext _context;
    private readonly TestServer _server;

    public UpgradeTests()
    {
        _context = new GateContext(new LwsOptions { Logger = _logger, SlowHandlerThreshold = Timeout.InfiniteTimeSpan });
        _server = new TestServer(_context);
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public void It_sees_every_part_of_the_request()
    {
        string seen = "";
        _context.Script = request =>
        {
            seen = string.Join('\n',
                Text(request.Method), Text(request.Path), Text(request.Query), Text(request.Host), Text(request.Origin),
                Text(request.Subprotocol), request.OfferedSubprotocols.Contains("other"u8));
            foreach (ReadOnlySpan<byte> name in request.OfferedSubprotocols)
                seen += $"\noffered {Text(name)}";
            foreach (RequestHeader header in request.Headers)
                seen += $"\n{Text(header.Name)}={Text(header.Value)}";
            return UpgradeResult.Accept;
        };
        using RawClient client = Ask("/a%20b/c?x=1&y=%C3%BC", "other, gate", "Origin: https://app.example\r\nX-Empty:\r\nX-Empty: second \r\n");

        AssertAccepted(client);
        Assert.Equal(
            "GET\n/a%20b/c\nx=1&y=%C3%BC\n127.0.0.1\nhttps://app.example\ngate\nTrue\noffered other\noffered gate\n" +
            "Host=127.0.0.1\nUpgrade=websocket\nConnection=Upgrade\n" +
            $"Sec-WebSocket-Key={RawClient.Key}\nSec-WebSocket-Version=13\nSec-WebSocket-Protocol=other, gate\n" +
            "Origin=https://app.example\nX-Empty=\nX-Empty=second",
            seen);
    }

    [Fact]
    public void Headers_are_found_by_name_in_any_case_and_line_by_line()
    {
        string seen = "";
        _context.Script = request =>
        {
            bool isThere = request.TryGetHeader("AUTHORIZATION"u8, out ReadOnlySpan<byte> value);
            seen = $"{isThere} {Text(value)}; {request.TryGetHeader("X-None"u8, out _)}; {request.TryGetHeader(""u8, out _)};";
            foreach (RequestHeader cookie in request.HeadersNamed("cookie"u8))
                seen += $" {Text(cookie.Name)}={Text(cookie.Value)}";
            foreach (RequestHeader none in request.HeadersNamed(default))
                seen += Text(none.Value);
            return UpgradeResult.Accept;
        };
        using RawClient client = Ask(extra: "authorization: Bearer 1\r\nCookie: a=1\r\nAuthorization: Bearer 2\r\nCOOKIE: b=2\r\n");

        AssertAccepted(client);
        Assert.Equal("True Bearer 1; False; False; Cookie=a=1 COOKIE=b=2", seen);
    }

    [Fact]
    public void It_knows_both_ends_of_the_connection()
    {
        (TcpEndPoint Remote, TcpEndPoint Local) seen = default;
        _context.Script = request =>
        {
            seen = (request.RemoteEndPoint, request.LocalEndPoint);
            return UpgradeResult.Accept;
        };
        using RawClient client = Ask();

        AssertAccepted(client);
        Assert.Equal(client.Socket.LocalEndPoint, seen.Remote.ToIPEndPoint());
        Assert.Equal(client.Socket.RemoteEndPoint, seen.Local.ToIPEndPoint());
    }

    [Fact]
    public void What_it_adds_stands_in_the_101()
    {
        _context.Script = request =>
        {
            request.AddResponseHeader("X-Shard"u8, "7"u8);
            request.AddResponseHeader("Set-Cookie"u8, "a=1"u8);
            request.AddResponseHeader("Set-Cookie"u8, ""u8);
            return UpgradeResult.Accept;
        };
        using RawClient client = Ask(subprotocol: "gate");

        Assert.EndsWith(
            "\r\nSec-WebSocket-Protocol: gate\r\nX-Shard: 7\r\nSet-Cookie: a=1\r\nSet-Cookie: \r\n\r\n",
            AssertAccepted(client),
            StringComparison.Ordinal);

        // Nothing of it is left for the next.
        _context.Script = static _ => UpgradeResult.Accept;
        using RawClient next = Ask();
        Assert.DoesNotContain("X-Shard", AssertAccepted(next), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "401 Unauthorized")]
    [InlineData(404, "404 Not Found")]
    [InlineData(418, "418 Client Error")]
    [InlineData(503, "503 Service Unavailable")]
    [InlineData(599, "599 Server Error")]
    public void A_refusal_has_the_status_and_the_headers_and_opens_no_session(int status, string statusLine)
    {
        _context.Script = request =>
        {
            request.AddResponseHeader("WWW-Authenticate"u8, "Bearer"u8);
            request.AddResponseHeader("Retry-After"u8, "120"u8);
            return UpgradeResult.Refuse(status);
        };
        using RawClient client = Ask();
        string head = client.ReadHead();
        string body = client.ReadToEnd();

        Assert.StartsWith($"HTTP/1.1 {statusLine}\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nWWW-Authenticate: Bearer\r\nRetry-After: 120\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {body.Length}\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", head, StringComparison.Ordinal);
        client.Dispose();
        _server.EventuallyAtBaseline();
        Assert.Equal(0, _context.Opened);
        Assert.Equal(0, _context.Closed);
    }

    [Fact]
    public void A_refused_struct_is_not_the_one_that_the_next_session_gets()
    {
        _context.Script = static _ => UpgradeResult.Refuse(403);
        for (int refused = 0; refused < 3; refused++)
        {
            using RawClient client = Ask();
            Assert.StartsWith("HTTP/1.1 403 ", client.ReadToEnd(), StringComparison.Ordinal);
        }

        _context.Script = static _ => UpgradeResult.Accept;
        using RawClient next = Ask();
        AssertAccepted(next);
    }

    [Fact]
    public void Frames_behind_a_refused_request_are_not_read()
    {
        _context.Script = static _ => UpgradeResult.Refuse(403);
        using RawClient client = _server.Connect();
        client.Send([.. Encoding.ASCII.GetBytes(RawClient.Request()), .. RawClient.TextFrame("early")]);

        Assert.StartsWith("HTTP/1.1 403 ", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Row_42_one_that_throws_refuses_with_500_and_is_logged_and_the_loop_lives() => AssertFails(
        request =>
        {
            request.AddResponseHeader("X-Half"u8, "done"u8);
            throw new InvalidOperationException("on purpose");
        },
        "on purpose");

    [Fact]
    public void One_that_decides_nothing_is_told_what_to_return() => AssertFails(static _ => default, "UpgradeResult.Accept");

    [Theory]
    [InlineData(101)]
    [InlineData(200)]
    [InlineData(399)]
    [InlineData(600)]
    [InlineData(-1)]
    public void A_status_that_is_no_refusal_is_an_exception(int status)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => UpgradeResult.Refuse(status));

        Assert.Contains("400 to 599", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_most_that_headers_may_take_goes_out()
    {
        string value = new('v', 4_000);
        _context.Script = request =>
        {
            request.AddResponseHeader("X-A"u8, Encoding.ASCII.GetBytes(value));
            request.AddResponseHeader("X-B"u8, Encoding.ASCII.GetBytes(value));
            return UpgradeResult.Accept;
        };
        using RawClient client = Ask(subprotocol: "gate");

        Assert.EndsWith($"\r\nX-A: {value}\r\nX-B: {value}\r\n\r\n", AssertAccepted(client), StringComparison.Ordinal);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);

    private void AssertFails(UpgradeScript script, string reason)
    {
        _context.Script = script;
        using RawClient client = Ask();
        string response = client.ReadToEnd();
        Assert.StartsWith("HTTP/1.1 500 ", response, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Half", response, StringComparison.Ordinal);
        LogEntry entry = Assert.Single(_logger.Entries, entry => entry.Level >= LogLevel.Warning);
        Assert.Contains("OnUpgrade of protocol gate", entry.Text, StringComparison.Ordinal);
        Assert.Contains(reason, entry.Exception!.Message, StringComparison.Ordinal);

        _context.Script = static _ => UpgradeResult.Accept;
        using RawClient next = Ask();
        AssertAccepted(next);
    }

    private RawClient Ask(string path = "/", string? subprotocol = null, string extra = "")
    {
        RawClient client = _server.Connect();
        client.Send(RawClient.Request(path, subprotocol, extra));
        return client;
    }

    private static string AssertAccepted(RawClient client)
    {
        string head = client.ReadHead();
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        Assert.Equal("asked 1", client.ReadText());
        return head;
    }
}
