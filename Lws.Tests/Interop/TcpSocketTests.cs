using System.Net;
using System.Net.Sockets;
using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

public sealed class TcpSocketTests
{
    [Fact]
    public void Bytes_are_received_as_sent()
    {
        using var pair = new TcpPair();
        pair.Peer.Send([1, 2, 3]);
        Readiness.Await(pair.Fd, EpollInterest.Receive);
        byte[] buffer = new byte[8];

        SysResult received = TcpSocket.Receive(pair.Fd, buffer);

        Assert.False(received.IsError);
        Assert.Equal([1, 2, 3], buffer[..received.Value]);
    }

    [Fact]
    public void Receiving_from_a_silent_peer_would_block()
    {
        using var pair = new TcpPair();

        SysResult received = TcpSocket.Receive(pair.Fd, new byte[8]);

        Assert.True(received.WouldBlock);
        Assert.True(received.IsError);
        Assert.Equal(-1, received.Value);
    }

    [Fact]
    public void The_end_of_the_peers_stream_is_a_receive_of_0()
    {
        using var pair = new TcpPair();
        pair.Peer.Shutdown(SocketShutdown.Send);
        Readiness.Await(pair.Fd, EpollInterest.Receive);

        SysResult received = TcpSocket.Receive(pair.Fd, new byte[8]);

        Assert.False(received.IsError);
        Assert.Equal(0, received.Value);
    }

    [Fact]
    public void A_reset_by_the_peer_is_an_error_that_is_taken_once()
    {
        using var pair = new TcpPair();
        pair.Peer.LingerState = new LingerOption(true, 0);
        pair.Peer.Close();
        EpollReadiness readiness = Readiness.Await(pair.Fd, EpollInterest.Receive);

        Assert.True(readiness.HasFlag(EpollReadiness.Error | EpollReadiness.HangUp));
        Assert.Equal(Errno.ECONNRESET, TcpSocket.TakeError(pair.Fd).Error);
        Assert.False(TcpSocket.TakeError(pair.Fd).IsError);
    }

    [Fact]
    public void Sending_after_a_reset_is_an_error_and_no_signal()
    {
        using var pair = new TcpPair();
        pair.Peer.LingerState = new LingerOption(true, 0);
        pair.Peer.Close();
        Readiness.Await(pair.Fd, EpollInterest.Receive);

        Assert.Equal(Errno.ECONNRESET, TcpSocket.Send(pair.Fd, [1]).Error);
        Assert.Equal(Errno.EPIPE, TcpSocket.Send(pair.Fd, [1]).Error);
        Assert.Equal(Errno.EPIPE, TcpSocket.Send(pair.Fd, [1], [2], [3]).Error);
    }

    [Fact]
    public void Reset_on_close_reaches_the_peer_as_a_reset()
    {
        using var pair = new TcpPair();
        TcpSocket.ResetOnClose(pair.Fd);
        pair.CloseFd();

        var exception = Assert.Throws<SocketException>(() => pair.Peer.Receive(new byte[1]));

        Assert.Equal(SocketError.ConnectionReset, exception.SocketErrorCode);
    }

    [Fact]
    public void Shutdown_of_sending_lets_receiving_go_on()
    {
        using var pair = new TcpPair();
        Assert.False(TcpSocket.ShutdownSend(pair.Fd).IsError);

        Assert.Equal(0, pair.Peer.Receive(new byte[1]));
        pair.Peer.Send([7]);
        Readiness.Await(pair.Fd, EpollInterest.Receive);
        byte[] buffer = new byte[1];
        Assert.Equal(1, TcpSocket.Receive(pair.Fd, buffer).Value);
        Assert.Equal(7, buffer[0]);
    }

    [Theory]
    [InlineData(2, 3, 4)]
    [InlineData(0, 3, 4)]
    [InlineData(2, 0, 4)]
    [InlineData(2, 3, 0)]
    [InlineData(0, 3, 0)]
    [InlineData(0, 0, 1)]
    public void A_vectored_send_keeps_the_order_and_leaves_empty_pieces_out(int first, int second, int third)
    {
        using var pair = new TcpPair();
        byte[] data = Pattern(first + second + third);

        SysResult sent = TcpSocket.Send(
            pair.Fd, data.AsSpan(0, first), data.AsSpan(first, second), data.AsSpan(first + second, third));

        Assert.Equal(data.Length, sent.Value);
        Assert.Equal(data, ReceiveExactly(pair.Peer, data.Length));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_full_socket_does_not_take_is_sent_later(bool isVectored)
    {
        using var pair = new TcpPair();
        byte[] data = Pattern(16 * 1024 * 1024);
        int sent = 0, partialSends = 0, fullSockets = 0;
        byte[] arrived = new byte[data.Length];
        int received = 0;

        while (sent < data.Length)
        {
            ReadOnlySpan<byte> rest = data.AsSpan(sent);
            int third = rest.Length / 3;
            SysResult result = isVectored
                ? TcpSocket.Send(pair.Fd, rest[..third], rest[third..(2 * third)], rest[(2 * third)..])
                : TcpSocket.Send(pair.Fd, rest);
            if (result.WouldBlock)
            {
                fullSockets++;
                received += pair.Peer.Receive(arrived, received, sent - received, SocketFlags.None);
                continue;
            }
            Assert.False(result.IsError);
            partialSends += result.Value < rest.Length ? 1 : 0;
            sent += result.Value;
        }
        while (received < sent)
            received += pair.Peer.Receive(arrived, received, sent - received, SocketFlags.None);

        Assert.True(partialSends > 0 && fullSockets > 0, "the data did not fill the socket");
        Assert.True(arrived.AsSpan().SequenceEqual(data));
    }

    [Fact]
    public void Both_addresses_of_a_connection_are_known()
    {
        using var pair = new TcpPair();

        IPEndPoint peer = TcpSocket.PeerOf(pair.Fd).ToIPEndPoint()!;
        IPEndPoint local = TcpSocket.LocalOf(pair.Fd).ToIPEndPoint()!;
        Assert.Equal(pair.Peer.LocalEndPoint, peer);
        Assert.Equal(pair.Peer.RemoteEndPoint, local);
    }

    [Fact]
    public void A_socket_that_is_not_IP_has_no_IP_address()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        Assert.Null(TcpSocket.LocalOf((int)socket.Handle).ToIPEndPoint());
        Assert.Null(TcpSocket.PeerOf((int)socket.Handle).ToIPEndPoint());
    }

    [Fact]
    public void An_adopted_socket_becomes_non_blocking_and_sends_without_delay()
    {
        using var pair = new TcpPair();
        int adopted = (int)pair.Peer.Handle;
        pair.Peer.NoDelay = false;

        Assert.False(TcpSocket.SetNonBlocking(adopted).IsError);
        Assert.False(TcpSocket.SetNoDelay(adopted).IsError);

        Assert.True(TcpSocket.Receive(adopted, new byte[1]).WouldBlock);
        Assert.True(pair.Peer.NoDelay);
    }

    private static byte[] Pattern(int length)
    {
        byte[] data = new byte[length];
        new Random(1).NextBytes(data);
        return data;
    }

    private static byte[] ReceiveExactly(Socket socket, int length)
    {
        byte[] data = new byte[length];
        for (int received = 0; received < length;)
            received += socket.Receive(data, received, length - received, SocketFlags.None);
        return data;
    }
}
