using System.Net.Sockets;
using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Requests that are too long or too slow: rows 6 and 7.</summary>
public class HandshakeLimitTests
{
    // A head of the default limit lies in one block; that is all that a request ever pins.
    private const long HeadBound = 16_384;
    private const int AttackLength = 4 << 20;
    private const int PieceLength = 64 * 1024;
    private const string RequestStart = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n";

    [Fact]
    public void Row_06_ten_thousand_headers_get_431() => AttackServer.Withstands(server =>
    {
        IEnumerable<string> headers = Enumerable.Range(0, 10_000).Select(number => $"X-{number}: a\r\n");
        AssertRefusedAtTheLimit(server, 431, RequestStart + string.Concat(headers) + "\r\n");
    });

    [Fact]
    public void Row_06_more_headers_than_are_counted_get_431_within_the_limit_of_bytes() => AttackServer.Withstands(server =>
    {
        string headers = string.Concat(Enumerable.Repeat("X: a\r\n", 200));
        server.AssertRefused(431, RequestStart + headers + "\r\n");
    });

    [Fact]
    public void Row_06_one_header_of_megabytes_gets_431() => AttackServer.Withstands(
        server => AssertRefusedAtTheLimit(server, 431, RequestStart + "X-Long: " + new string('a', AttackLength)));

    [Fact]
    public void Row_06_an_endless_request_line_gets_414() => AttackServer.Withstands(
        server => AssertRefusedAtTheLimit(server, 414, "GET /" + new string('a', AttackLength)));

    [Fact]
    public void Row_06_a_head_held_open_below_the_limit_pins_one_block() => AttackServer.Withstands(server =>
    {
        var clients = new List<RawClient>();
        for (int number = 0; number < 8; number++)
        {
            clients.Add(server.Connect());
            clients[number].Send(RequestStart + "X-Long: " + new string('a', 8_000));
            server.AssertMemoryIsBounded((number + 1) * HeadBound);
        }

        clients.ForEach(client => client.Dispose());
    });

    [Fact]
    public void Row_07_a_head_that_trickles_in_is_refused_at_its_total_deadline()
    {
        var options = new LwsOptions { HandshakeTimeout = TimeSpan.FromSeconds(1) };
        AttackServer.Withstands(options, server =>
        {
            using RawClient client = server.Connect();
            client.Send(RequestStart + "X-Slow: ");
            while (!client.Socket.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead))
                client.Send("a");
            server.AssertRefusal(client, 408);
        });
    }

    private static void AssertRefusedAtTheLimit(AttackServer server, int status, string request)
    {
        using RawClient client = server.Connect();
        foreach (byte[] piece in Encoding.ASCII.GetBytes(request).Chunk(PieceLength))
        {
            client.Send(piece);
            server.AssertMemoryIsBounded(HeadBound);
        }

        server.AssertRefusal(client, status);
    }
}
