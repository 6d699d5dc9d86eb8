using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Lws.Interop;
using Lws.Streams;

namespace Lws.Loop;

/// <summary>
/// The outside as Linux offers it: epoll, level-triggered, and non-blocking sockets; beside them streams that are no sockets, under
/// descriptors from <see cref="StreamTable.FirstFd"/> up, for contexts that have some.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It is disposable; the rule does not see that of a struct.")]
internal struct EpollIo : ILoopIo
{
    // As many as a batch handles before timers and new wake-ups get their turn.
    private const int MaxEvents = 256;

    private readonly Epoll _epoll;
    private readonly WakeUp _wakeUp;
    private readonly ReserveDescriptor _reserve;
    private readonly bool _sharesPorts;
    private readonly int? _maxUnsentBytes;
    private readonly TimeProvider? _clock; // null for the system's
    private StreamTable? _streams; // null until there is one

    /// <summary>Opens what the loop needs to wait.</summary>
    /// <param name="clock">What the time is read from.</param>
    /// <param name="sharesPorts">Whether other loops listen on the same ports.</param>
    /// <param name="maxUnsentBytes">What a socket takes ahead of sending it; null leaves that to the kernel.</param>
    public EpollIo(TimeProvider clock, bool sharesPorts, int? maxUnsentBytes)
    {
        _clock = clock == TimeProvider.System ? null : clock;
        _sharesPorts = sharesPorts;
        _maxUnsentBytes = maxUnsentBytes;
        _epoll = new Epoll(MaxEvents);
        _wakeUp = new WakeUp();
        _reserve = new ReserveDescriptor();
        Check(_epoll.Add(_wakeUp.Fd, EpollInterest.Receive, EventData.WakeUp));
    }

    public readonly uint Now => _clock is null
        ? (uint)(Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000))
        : (uint)(_clock.GetElapsedTime(0).Ticks / TimeSpan.TicksPerMillisecond);

    public readonly int PollFd => _epoll.Fd;

    public readonly bool HasReady => _streams is not null && _streams.HasCandidates;

    public readonly long Bytes => _epoll.Bytes + (_streams?.Bytes ?? 0);

    public readonly EpollEvent this[int index] =>
        _streams is null || index < _epoll.Count ? _epoll[index] : _streams.EventAt(index - _epoll.Count);

    public readonly int Wait(int timeoutMilliseconds)
    {
        if (_streams is null)
            return WaitForKernel(timeoutMilliseconds);

        // Once before the wait, for what was ready already, and once after it, for what has ended it.
        _streams.BeginBatch();
        _streams.Collect();
        int count = WaitForKernel(_streams.EventCount > 0 ? 0 : timeoutMilliseconds);
        _streams.Collect();
        return count + _streams.EventCount;
    }

    public int Attach(ByteStream stream)
    {
        _streams ??= new StreamTable(_wakeUp);
        return _streams.Add(stream);
    }

    public readonly SysResult Listen(IPEndPoint endPoint, int backlog, out int fd, out IPEndPoint? bound)
    {
        SysResult result = ListenSocket.Open(endPoint, backlog, _sharesPorts, out fd);
        bound = result.IsError ? null : TcpSocket.LocalOf(fd).ToIPEndPoint();
        Debug.Assert(result.IsError || bound is not null, "A bound socket has an address.");
        if (!result.IsError)
            LimitUnsent(fd);
        return result;
    }

    public readonly SysResult Accept(int listenFd) => ListenSocket.Accept(listenFd);

    public readonly void Shed(int listenFd, int most) => _reserve.Shed(listenFd, most);

    public readonly SysResult Connect(IPEndPoint endPoint, out int fd)
    {
        SysResult result = ClientSocket.Connect(endPoint, out fd);
        if (!result.IsError)
            LimitUnsent(fd);
        return result;
    }

    public readonly SysResult TakeError(int fd) => IsStream(fd) ? SysResult.Success(0) : TcpSocket.TakeError(fd);

    public readonly SysResult Duplicate(int fd) => TcpSocket.Duplicate(fd);

    public readonly void Adopt(int fd)
    {
        Check(TcpSocket.SetNonBlocking(fd));
        TcpSocket.LingerOnClose(fd);
        LimitUnsent(fd);
    }

    public readonly TcpEndPoint PeerOf(int fd) => IsStream(fd) ? _streams![fd].Remote : TcpSocket.PeerOf(fd);

    public readonly TcpEndPoint LocalOf(int fd) => IsStream(fd) ? _streams![fd].Local : TcpSocket.LocalOf(fd);

    public readonly SysResult Watch(int fd, EpollInterest interest, ulong data)
    {
        if (!IsStream(fd))
            return _epoll.Add(fd, interest, data);
        _streams!.Watch(fd, interest, data);
        return SysResult.Success(0);
    }

    public readonly void ChangeWatch(int fd, EpollInterest interest, ulong data)
    {
        if (IsStream(fd))
            _streams!.Watch(fd, interest, data);
        else
            Check(_epoll.Modify(fd, interest, data));
    }

    public readonly void Unwatch(int fd) => Check(_epoll.Remove(fd));

    public readonly SysResult Receive(int fd, Span<byte> buffer) =>
        IsStream(fd) ? _streams![fd].Receive(buffer) : TcpSocket.Receive(fd, buffer);

    public readonly SysResult Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        if (IsStream(fd))
            return _streams![fd].Send(first, second, third);
        return second.IsEmpty && third.IsEmpty ? TcpSocket.Send(fd, first) : TcpSocket.Send(fd, first, second, third);
    }

    // A socket that is gone already has nothing more to send.
    public readonly void SendFin(int fd)
    {
        if (IsStream(fd))
            _streams![fd].SendFin();
        else
            _ = TcpSocket.ShutdownSend(fd);
    }

    public readonly void Close(int fd)
    {
        if (IsStream(fd))
            _streams!.Close(fd);
        else
            _ = TcpSocket.Close(fd);
    }

    public readonly void Wake() => _wakeUp.Signal();

    public readonly void ClearWake() => _wakeUp.Clear();

    public readonly void Dispose()
    {
        _reserve.Dispose();
        _wakeUp.Dispose();
        _epoll.Dispose();
    }

    private readonly int WaitForKernel(int timeoutMilliseconds)
    {
        SysResult result = _epoll.Wait(timeoutMilliseconds);
        Check(result);
        return result.Value;
    }

    private readonly void LimitUnsent(int fd)
    {
        if (_maxUnsentBytes is { } bytes)
            Check(TcpSocket.LimitUnsent(fd, bytes));
    }

    private static bool IsStream(int fd) => fd >= StreamTable.FirstFd;

    // Of the calls checked here, none fails while the loop's own book-keeping is right.
    private static void Check(SysResult result)
    {
        if (result.IsError)
            throw result.ToException();
    }
}
