using System.Net.Sockets;
using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>A context that serves files beside its protocols, over real sockets.</summary>
public class MountTests
{
    private const int LargeLength = 3 << 20;

    // More than the buffers of two sockets hold.
    private const int HugeLength = 16 << 20;

    private static byte[] Large => [.. Enumerable.Range(0, LargeLength).Select(number => (byte)(number * 7 >> 5))];

    [Theory]
    [InlineData("/", "text/html", "<h1>index</h1>")]
    [InlineData("/app.js", "text/javascript", "run();")]
    [InlineData("/app.js?version=2", "text/javascript", "run();")]
    [InlineData("/empty", "text/plain", "")]
    public void Get_is_answered_with_the_file_and_the_end_of_the_connection(string target, string type, string body)
    {
        using TestServer server = Serve(new LwsOptions());
        using RawClient client = server.Connect();
        client.Send($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        string head = client.ReadHead();
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n", head, StringComparison.Ordinal);
        Assert.Equal(body, client.ReadToEnd());
        client.Dispose();
        server.EventuallyAtBaseline();
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/large", 200)]
    [InlineData("/absent", 404)]
    public void Head_is_answered_like_get_but_without_the_body(string target, int status)
    {
        using TestServer server = Serve(new LwsOptions());
        using RawClient get = server.Connect();
        get.Send($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        using RawClient head = server.Connect();
        head.Send($"HEAD {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        string answer = head.ReadHead();
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(get.ReadHead(), answer);
        head.AssertEnd();
    }

    [Theory]
    [InlineData("GET", "/absent", 404)]
    [InlineData("GET", "/APP.js", 404)]
    [InlineData("GET", "/../app.js", 404)]
    [InlineData("POST", "/app.js", 405)]
    [InlineData("DELETE", "/", 405)]
    [InlineData("POST", "/absent", 405)]
    public void What_is_not_there_and_what_is_not_read_is_refused(string method, string target, int status)
    {
        using TestServer server = Serve(new LwsOptions());
        using RawClient client = server.Connect();
        client.Send($"{method} {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        string head = client.ReadHead();
        Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
        Assert.Equal(status == 405, head.Contains("\r\nAllow: GET, HEAD\r\n", StringComparison.Ordinal));
        Assert.Contains($"\r\nContent-Length: {client.ReadToEnd().Length}\r\n", head, StringComparison.Ordinal);
        client.Dispose();
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void A_large_file_reaches_a_slow_reader_whole_without_being_copied()
    {
        using TestServer server = Serve(new LwsOptions());
        using RawClient slow = server.Connect();
        slow.Socket.ReceiveBufferSize = 16_384;
        slow.Send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        byte[] received = ReadSlowly(slow.Socket, () => Assert.Equal(0, server.RentedBytes));

        byte[] expected = Large;
        Assert.Equal(expected.Length, received.Length - received.AsSpan().IndexOf("\r\n\r\n"u8) - 4);
        Assert.True(received.AsSpan().EndsWith(expected), "The file arrived changed.");
        slow.Dispose();
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void A_half_closed_client_still_gets_its_file()
    {
        using TestServer server = Serve(new LwsOptions());
        using RawClient client = server.Connect();
        client.Send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        client.Socket.Shutdown(SocketShutdown.Send);
        client.ReadHead();
        Assert.Equal(LargeLength, client.ReadToEnd().Length);
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void A_client_that_never_reads_is_cut_at_the_close_timeout()
    {
        using TestServer server = Serve(new LwsOptions { CloseTimeout = TimeSpan.FromMilliseconds(200) });
        using RawClient client = server.Connect();
        client.Send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.True(client.Socket.Poll(TimeSpan.FromSeconds(20), SelectMode.SelectRead), "Nothing arrives.");
        server.EventuallyAtBaseline();
        Assert.True(client.ReadToEnd().Length < HugeLength, "The client got a file that it did not read.");
    }

    [Fact]
    public void A_client_that_resets_in_the_middle_of_a_file_frees_its_slot()
    {
        using TestServer server = Serve(new LwsOptions());
        RawClient client = server.Connect();
        client.Send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
        client.ReadHead();
        client.Reset();
        server.EventuallyAtBaseline();
    }

    [Fact]
    public void Requests_behind_the_first_are_not_answered()
    {
        using TestServer server = Serve(new LwsOptions());
        using RawClient client = server.Connect();
        client.Send("GET /app.js HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
        client.ReadHead();
        Assert.Equal("run();", client.ReadToEnd());
    }

    [Fact]
    public void An_upgrade_is_served_beside_the_files()
    {
        using TestServer server = Serve(new LwsOptions());
        using RawClient client = server.Open("/app.js");
        client.Send(RawClient.TextFrame("a session"));
        Assert.Equal("a session", client.ReadText());
    }

    private static TestServer Serve(LwsOptions options)
    {
        var context = new TestEchoContext(options);
        context.Mount(new Mount()
            .Add("/", "text/html", Encoding.UTF8.GetBytes("<h1>index</h1>"))
            .Add("/app.js", "text/javascript", Encoding.UTF8.GetBytes("run();"))
            .Add("/empty", "text/plain", [])
            .Add("/large", "application/octet-stream", Large)
            .Add("/huge", "application/octet-stream", new byte[HugeLength]));
        return new TestServer(context);
    }

    private static byte[] ReadSlowly(Socket socket, Action eachTime)
    {
        var received = new MemoryStream();
        var buffer = new byte[65_536];
        int count;
        while ((count = socket.Receive(buffer)) > 0)
        {
            received.Write(buffer, 0, count);
            eachTime();
            Thread.Sleep(1);
        }

        return received.ToArray();
    }
}
