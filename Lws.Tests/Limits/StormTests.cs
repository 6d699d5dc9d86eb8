using System.Net;
using System.Net.Sockets;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>attacks.md 37: connects and disconnects by the thousand, far beyond the limit.</summary>
[Collection(Alone.Name)]
public class StormTests
{
    private const int Storms = 4;
    private const int ClientsEach = 1_000;

    [Fact]
    public void Row_37_a_connect_disconnect_storm_leaves_nothing_behind()
    {
        using var server = new TestServer(new Of8());
        AssertWeathered(server);
    }

    [Fact]
    public void Row_37_a_storm_against_a_server_that_refuses_leaves_nothing_behind()
    {
        using var server = new TestServer(new Refusing20());
        AssertWeathered(server);
    }

    [Fact]
    public void Row_37_half_open_handshakes_hold_slots_no_longer_than_the_handshake_timeout()
    {
        using var context = new Of8(new LwsOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(100) });
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        List<RawClient> silent = [.. Enumerable.Range(0, 24).Select(_ => new RawClient(endPoint))];

        using RawClient last = TallyingLoop.Knock(endPoint); // behind three times the limit
        context.Greet(last);
        context.Echo([last]);
        silent.ForEach(client => client.Dispose());
    }

    private static void AssertWeathered(TestServer server)
    {
        Storm(server.EndPoint, ClientsEach / 10); // so that all that is made once has been made
        server.EventuallyAtBaseline();
        int descriptors = OpenDescriptors();

        Parallel.For(0, Storms, _ => Storm(server.EndPoint, ClientsEach));

        server.EventuallyAtBaseline();
        server.Eventually(() => OpenDescriptors() <= descriptors, "all descriptors closed");
        var tally = ((ITallying)server.Context).Tally;
        Assert.True(tally.Opened > 0, "Some have been served.");
        server.Eventually(() => tally.Closed == tally.Opened, "each that opened has closed");
        using RawClient client = OpenBehindTheLast(server);
        client.Send(RawClient.TextFrame("calm"));
        Assert.Equal("calm", client.ReadText());
    }

    // Clients of the storm may wait in the backlog yet, and be in the way of the one that looks.
    private static RawClient OpenBehindTheLast(TestServer server)
    {
        RawClient? client = null;
        server.Eventually(() => TryOpen(server.EndPoint, out client), "a client is let in");
        return client!;
    }

    private static bool TryOpen(IPEndPoint endPoint, out RawClient client)
    {
        client = new RawClient(endPoint);
        var status = new byte["HTTP/1.1 101".Length];
        Say(client.Socket, System.Text.Encoding.ASCII.GetBytes(RawClient.Request()));
        if (TryPeek(client.Socket, status) && status.AsSpan().SequenceEqual("HTTP/1.1 101"u8))
        {
            client.ReadHead();
            return true;
        }

        client.Dispose();
        return false;
    }

    private static bool TryPeek(Socket socket, byte[] bytes)
    {
        try
        {
            return socket.Receive(bytes, SocketFlags.Peek) == bytes.Length;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return false;
        }
    }

    // Every kind of hurry: by reset and by FIN, before, inside and behind the handshake, and inside a frame.
    private static void Storm(IPEndPoint endPoint, int clients)
    {
        byte[] request = System.Text.Encoding.ASCII.GetBytes(RawClient.Request());
        byte[][] words = [[], request[..20], request, [.. request, .. RawClient.TextFrame("hi")], [.. request, 0x81, 0x85, 1, 2]];
        for (int client = 0; client < clients; client++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(endPoint);
            if (client % 2 == 0)
                socket.LingerState = new LingerOption(true, 0);
            Say(socket, words[client % words.Length]);
        }
    }

    // One that is refused may have been hung up on already.
    private static void Say(Socket socket, byte[] words)
    {
        try
        {
            socket.Send(words);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
        }
    }

    private static int OpenDescriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;
}
