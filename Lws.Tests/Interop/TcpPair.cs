using System.Net;
using System.Net.Sockets;
using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

/// <summary>A connection over loopback: our end as a bare descriptor, the peer's as a socket of .NET.</summary>
internal sealed class TcpPair : IDisposable
{
    public TcpPair(IPAddress? address = null)
        : this(new IPEndPoint(address ?? IPAddress.Loopback, 0), address ?? IPAddress.Loopback)
    {
    }

    /// <summary>Listens on one address and connects to another, such as <c>::</c> and 127.0.0.1.</summary>
    public TcpPair(IPEndPoint listenOn, IPAddress connectTo)
    {
        Assert.False(ListenSocket.Open(listenOn, 4, false, out int listenFd).IsError);
        IPEndPoint bound = TcpSocket.LocalOf(listenFd).ToIPEndPoint()!;
        Peer = new Socket(connectTo.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 16 * 1024 };
        Peer.Connect(connectTo, bound.Port);
        Readiness.Await(listenFd, EpollInterest.Receive);
        SysResult accepted = ListenSocket.Accept(listenFd);
        Assert.False(accepted.IsError);
        Fd = accepted.Value;
        Assert.False(TcpSocket.Close(listenFd).IsError);
    }

    public int Fd { get; private set; }

    public Socket Peer { get; }

    public void CloseFd()
    {
        Assert.False(TcpSocket.Close(Fd).IsError);
        Fd = -1;
    }

    public void Dispose()
    {
        Peer.Dispose();
        if (Fd >= 0)
            CloseFd();
    }
}
