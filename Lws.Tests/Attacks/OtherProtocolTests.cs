using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Clients that speak something else: row 38.</summary>
public class OtherProtocolTests
{
    [Fact]
    public void Row_38_plain_http_gets_400() =>
        AttackServer.Withstands(server => server.AssertRefused(400, "GET /index.html HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));

    [Fact]
    public void Row_38_the_preface_of_http_2_gets_505() =>
        AttackServer.Withstands(server => server.AssertRefused(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));

    [Fact]
    public void Row_38_a_tls_hello_gets_400_at_its_first_byte() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Connect();
        client.Send([0x16]);
        server.AssertRefusal(client, 400);
    });

    [Fact]
    public void Row_38_random_bytes_get_400() => AttackServer.Withstands(server =>
    {
        var random = new Random(38);
        for (int attempt = 0; attempt < 20; attempt++)
        {
            var bytes = new byte[4_096];
            random.NextBytes(bytes);
            server.AssertRefused(400, bytes);
        }
    });

    [Fact]
    public void Row_38_random_bytes_behind_the_start_of_a_request_get_400() => AttackServer.Withstands(server =>
    {
        var random = new Random(38);
        for (int attempt = 0; attempt < 20; attempt++)
        {
            var bytes = new byte[4_096];
            random.NextBytes(bytes);
            server.AssertRefused(400, [.. Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n"), .. bytes]);
        }
    });
}
