using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Lws.Interop;

namespace Lws.Loop;

/// <summary>The outside as Linux offers it: epoll, level-triggered, and non-blocking sockets.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It is disposable; the rule does not see that of a struct.")]
internal readonly struct EpollIo : ILoopIo
{
    // As many as a batch handles before timers and new wake-ups get their turn.
    private const int MaxEvents = 256;

    private readonly Epoll _epoll;
    private readonly WakeUp _wakeUp;
    private readonly ReserveDescriptor _reserve;
    private readonly bool _sharesPorts;

    /// <summary>Opens what the loop needs to wait.</summary>
    /// <param name="sharesPorts">Whether other loops listen on the same ports.</param>
    public EpollIo(bool sharesPorts)
    {
        _sharesPorts = sharesPorts;
        _epoll = new Epoll(MaxEvents);
        _wakeUp = new WakeUp();
        _reserve = new ReserveDescriptor();
        Check(_epoll.Add(_wakeUp.Fd, EpollInterest.Receive, EventData.WakeUp));
    }

    public uint Now => (uint)(Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000));

    public int PollFd => _epoll.Fd;

    public long Bytes => _epoll.Bytes;

    public EpollEvent this[int index] => _epoll[index];

    public int Wait(int timeoutMilliseconds)
    {
        SysResult result = _epoll.Wait(timeoutMilliseconds);
        Check(result);
        return result.Value;
    }

    public SysResult Listen(IPEndPoint endPoint, int backlog, out int fd, out IPEndPoint? bound)
    {
        bound = null;
        SysResult result = ListenSocket.Open(endPoint, backlog, _sharesPorts, out fd);
        if (!result.IsError && !TcpSocket.TryGetLocal(fd, out bound))
            throw new InvalidOperationException("A bound socket has an address.");
        return result;
    }

    public SysResult Accept(int listenFd) => ListenSocket.Accept(listenFd);

    public void Shed(int listenFd, int most) => _reserve.Shed(listenFd, most);

    public SysResult Connect(IPEndPoint endPoint, out int fd) => ClientSocket.Connect(endPoint, out fd);

    public SysResult TakeError(int fd) => TcpSocket.TakeError(fd);

    public SysResult Duplicate(int fd) => TcpSocket.Duplicate(fd);

    public void Adopt(int fd)
    {
        Check(TcpSocket.SetNonBlocking(fd));
        TcpSocket.LingerOnClose(fd);
    }

    public TcpEndPoint PeerOf(int fd) => TcpSocket.PeerOf(fd);

    public TcpEndPoint LocalOf(int fd) => TcpSocket.LocalOf(fd);

    public SysResult Watch(int fd, EpollInterest interest, ulong data) => _epoll.Add(fd, interest, data);

    public void ChangeWatch(int fd, EpollInterest interest, ulong data) => Check(_epoll.Modify(fd, interest, data));

    public void Unwatch(int fd) => Check(_epoll.Remove(fd));

    public SysResult Receive(int fd, Span<byte> buffer) => TcpSocket.Receive(fd, buffer);

    public SysResult Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third) =>
        second.IsEmpty && third.IsEmpty ? TcpSocket.Send(fd, first) : TcpSocket.Send(fd, first, second, third);

    // A socket that is gone already has nothing more to send.
    public void SendFin(int fd) => _ = TcpSocket.ShutdownSend(fd);

    public void Close(int fd) => _ = TcpSocket.Close(fd);

    public void Wake() => _wakeUp.Signal();

    public void ClearWake() => _wakeUp.Clear();

    public void Dispose()
    {
        _reserve.Dispose();
        _wakeUp.Dispose();
        _epoll.Dispose();
    }

    // Of the calls checked here, none fails while the loop's own book-keeping is right.
    private static void Check(SysResult result)
    {
        if (result.IsError)
            throw result.ToException();
    }
}
