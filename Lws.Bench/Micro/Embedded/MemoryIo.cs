using System.Net;
using Lws.Interop;
using Lws.Loop;
using Lws.Streams;

namespace Lws.Bench.Micro.Embedded;

/// <summary>The outside of an embedded loop: in epoll's place, a <see cref="MemoryNetwork"/>.</summary>
internal readonly struct MemoryIo(MemoryNetwork network) : ILoopIo
{
    public uint Now => network.Now;

    public int PollFd => -1;

    public bool HasReady => false;

    public long Bytes => 0;

    public EpollEvent this[int index] => network[index];

    public int Wait(int timeoutMilliseconds) => network.Wait();

    public SysResult Listen(IPEndPoint endPoint, int backlog, out int fd, out IPEndPoint? bound)
    {
        fd = MemoryNetwork.ListenFd;
        bound = endPoint;
        return SysResult.Success(0);
    }

    public SysResult Accept(int listenFd) => network.Accept();

    public void Shed(int listenFd, int most) { }

    public SysResult Connect(IPEndPoint endPoint, out int fd)
    {
        fd = network.Open();
        return SysResult.Success(0);
    }

    public SysResult TakeError(int fd) => SysResult.Success(0);

    public SysResult Duplicate(int fd) => SysResult.Success(fd);

    public void Adopt(int fd) { }

    public int Attach(ByteStream stream) => throw new NotSupportedException("The benchmark's connections are in memory already.");

    public TcpEndPoint PeerOf(int fd) => default;

    public TcpEndPoint LocalOf(int fd) => default;

    public SysResult Watch(int fd, EpollInterest interest, ulong data)
    {
        network.Watch(fd, data);
        return SysResult.Success(0);
    }

    public void ChangeWatch(int fd, EpollInterest interest, ulong data) => network.Watch(fd, data);

    public void Unwatch(int fd) { }

    public SysResult Receive(int fd, Span<byte> buffer) => network.Receive(buffer);

    public SysResult Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        network.Send(first);
        network.Send(second);
        network.Send(third);
        return SysResult.Success(first.Length + second.Length + third.Length);
    }

    public void SendFin(int fd) { }

    public void Close(int fd) => network.Close(fd);

    public void Wake() { }

    public void ClearWake() { }

    public void Dispose() { }
}
