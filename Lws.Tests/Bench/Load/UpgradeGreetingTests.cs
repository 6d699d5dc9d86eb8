using System.Text;
using Lws.Bench.Load;
using Lws.Bench.Load.Wire;
using Xunit;

namespace Lws.Tests.Bench.Load;

public class UpgradeGreetingTests
{
    private const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static readonly UpgradeGreeting Greeting = new(new Uri("ws://example.com:81/chat?a=b"));

    [Fact]
    public void The_request_is_the_one_of_the_rfc()
    {
        string request = Encoding.ASCII.GetString(Greeting.Request);

        Assert.StartsWith("GET /chat?a=b HTTP/1.1\r\nHost: example.com:81\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\nSec-WebSocket-Version: 13\r\n\r\n", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: {Accept}\r\n\r\n")]
    [InlineData($"HTTP/1.1 101\r\nUpgrade: websocket\r\nSEC-websocket-accept:{Accept} \r\nServer: x\r\n\r\n")]
    public void An_answer_ends_at_its_blank_line(string answer)
    {
        byte[] received = Encoding.ASCII.GetBytes(answer + "behind");

        Assert.True(Greeting.TryReadAnswer(received, out int length));
        Assert.Equal(answer.Length, length);
        Assert.All(Enumerable.Range(0, answer.Length), part => Assert.False(Greeting.TryReadAnswer(received.AsSpan(0, part), out _)));
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\n\r\n", "the upgrade was refused: HTTP/1.1 404 Not Found")]
    [InlineData("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\n\r\n", "the response to the upgrade has no Sec-WebSocket-Accept")]
    [InlineData("HTTP/1.1 101 Yes\r\nSec-WebSocket-Accept: bm8=\r\n\r\n", $"Sec-WebSocket-Accept is not {Accept}: bm8=")]
    public void A_wrong_answer_is_named(string answer, string fault)
    {
        LoadException exception = Assert.Throws<LoadException>(() => Greeting.TryReadAnswer(Encoding.ASCII.GetBytes(answer), out _));

        Assert.Equal(fault, exception.Message);
    }
}
