using System.Net;
using System.Net.Sockets;
using System.Text;
using Lws.Tests.Client;
using Lws.Tests.Limits;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Embedding;

/// <summary>Connections that somebody else has accepted.</summary>
public sealed class AdoptTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Of1 _context = new();

    public AdoptTests()
    {
        _listener.Start();
    }

    [Fact]
    public void What_was_read_already_comes_first()
    {
        byte[] all = [.. Encoding.ASCII.GetBytes(RawClient.Request()), .. RawClient.TextFrame("early")];
        for (int read = 0; read <= all.Length; read++)
        {
            using RawClient client = Connect();
            client.Send(all);
            using (Socket socket = Accept())
            {
                var received = new byte[read];
                ReadExactly(socket, received);
                Assert.Equal(AdoptResult.Adopted, _context.Adopt(socket.SafeHandle, received));
            }

            int messages = _context.Tally.Messages;
            _context.RunUntil(() => _context.Tally.Messages > messages, "the early message arrives");
            Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
            Assert.Equal("early", client.ReadText());
            _context.Leave(client);
        }
    }

    [Fact]
    public void The_handle_is_closed_and_its_socket_can_be_disposed_without_an_end_of_the_connection()
    {
        using RawClient client = TallyingLoop.Knock(EndPoint);
        Socket socket = Accept();
        Assert.Equal(AdoptResult.Adopted, _context.Adopt(socket.SafeHandle));
        Assert.True(socket.SafeHandle.IsClosed);

        // A Socket whose handle was but marked invalid spins for ever here.
        Assert.True(Task.Run(socket.Dispose).Wait(TimeSpan.FromSeconds(20)), "Dispose does not return.");
        _context.Greet(client);
        _context.Echo([client]);
    }

    [Fact]
    public void A_socket_that_was_used_asynchronously_is_adopted_as_well()
    {
        using RawClient client = Connect();
        using (Socket socket = Accept())
        {
            var first = new byte[3];
            Task<int> received = socket.ReceiveAsync(first);
            client.Send(RawClient.Request());
            Assert.True(received.Wait(TimeSpan.FromSeconds(20)));
            Assert.Equal(AdoptResult.Adopted, _context.Adopt(socket.SafeHandle, first.AsSpan(0, received.Result)));
        }

        _context.Greet(client);
        _context.Echo([client]);
    }

    [Fact]
    public void An_adopted_connection_closes_in_order_and_is_not_reset()
    {
        using RawClient client = TallyingLoop.Knock(EndPoint);
        using (Socket socket = Accept())
            Assert.Equal(AdoptResult.Adopted, _context.Adopt(socket.SafeHandle));
        _context.Greet(client);

        Assert.True(_context.Tally.Last.TryGet(out Session session));
        session.Send(new byte[100_000]);
        session.Close(CloseCode.Normal, "bye"u8);
        client.Send(RawClient.CloseFrame(1000));
        _context.RunUntil(() => _context.Tally.Closed == 1, "the close handshake is done");
        Assert.Equal(100_000, client.ReadFrame().Payload.Length);
        Assert.Equal(0x8, client.ReadFrame().Opcode);
        client.Socket.Shutdown(SocketShutdown.Send);
        _context.RunUntil(() => _context.Loop.ConnectionCount == 0, "the slot is free");
        Assert.Equal(0, client.Socket.Receive(new byte[1])); // a reset would throw
    }

    [Fact]
    public void At_the_limit_the_socket_stays_the_callers_in_every_respect()
    {
        using RawClient inside = _context.Open(_context.Listen("127.0.0.1", 0));
        using RawClient client = Connect();
        using Socket socket = Accept();
        Assert.Equal(AdoptResult.Full, _context.Adopt(socket.SafeHandle, "GET "u8));

        Assert.False(socket.SafeHandle.IsClosed);
        Assert.True(socket.Blocking);
        socket.Send("try later"u8);
        client.Send("GE");
        var received = new byte[2];
        ReadExactly(socket, received); // blocks until they are there, as before
        Assert.Equal("GE"u8, received);

        _context.Leave(inside);
        Assert.Equal(AdoptResult.Adopted, _context.Adopt(socket.SafeHandle, received));
        client.Send(RawClient.Request()[2..]);
        int opened = _context.Tally.Opened;
        _context.RunUntil(() => _context.Tally.Opened > opened, "it is open at last");
        Assert.StartsWith("try laterHTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_open_tcp_socket_is_refused_and_left_alone()
    {
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Assert.Equal(AdoptResult.NoSocket, _context.Adopt(udp.SafeHandle));
        Assert.Equal(AdoptResult.NoSocket, _context.Adopt(local.SafeHandle));
        Assert.False(udp.SafeHandle.IsClosed);
        Assert.False(local.SafeHandle.IsClosed);
        Assert.Equal(0, _context.Loop.ConnectionCount);

        var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Dispose();
        Assert.Equal(AdoptResult.NoSocket, _context.Adopt(closed.SafeHandle));
        using var invalid = new SafeSocketHandle(-1, ownsHandle: false);
        Assert.Equal(AdoptResult.NoSocket, _context.Adopt(invalid));
    }

    [Fact]
    public void More_than_the_receive_buffer_holds_is_an_exception()
    {
        using RawClient client = Connect();
        using Socket socket = Accept();
        Assert.Throws<ArgumentException>(() => _context.Adopt(socket.SafeHandle, new byte[_context.Options.ReceiveBufferSize]));
        Assert.False(socket.SafeHandle.IsClosed);
    }

    [Fact]
    public void A_request_that_is_no_upgrade_gets_its_answer()
    {
        using RawClient client = Connect();
        using (Socket socket = Accept())
            Assert.Equal(AdoptResult.Adopted, _context.Adopt(socket.SafeHandle, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8));
        client.Socket.Shutdown(SocketShutdown.Send);
        _context.RunUntil(() => _context.Loop.ConnectionCount == 0, "it is answered and closed");
        Assert.StartsWith("HTTP/1.1 400 ", client.ReadToEnd(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _context.Dispose();
        _listener.Dispose();
    }

    private IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    private RawClient Connect() => new(EndPoint);

    private Socket Accept() => _listener.AcceptSocket();

    private static void ReadExactly(Socket socket, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
            buffer = buffer[socket.Receive(buffer)..];
    }
}
