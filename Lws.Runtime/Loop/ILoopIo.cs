using System.Net;
using Lws.Interop;
using Lws.Streams;

namespace Lws.Loop;

/// <summary>
/// How a loop reaches the outside: a type argument of the event loop, so that its calls are direct. Epoll is one; an in-memory
/// transport or another kernel interface takes its place here, without a change in Connections/.
/// </summary>
/// <remarks>Loop thread only, but for <see cref="Wake"/>. What the loop cannot go on without throws.</remarks>
internal interface ILoopIo : IDisposable
{
    /// <summary>The time in milliseconds; it wraps.</summary>
    uint Now { get; }

    /// <summary>Readable while events wait, for a foreign event loop; -1 where there is no such descriptor.</summary>
    int PollFd { get; }

    /// <summary>Events may wait that <see cref="PollFd"/> does not tell of: the next wait may be over at once.</summary>
    bool HasReady { get; }

    /// <summary>Bytes of the buffer for a batch of events, and of the list of streams that are no sockets.</summary>
    long Bytes { get; }

    /// <summary>An event of the last wait.</summary>
    EpollEvent this[int index] { get; }

    /// <summary>Waits for events at most this long: -1 without an end, 0 not at all.</summary>
    /// <returns>How many there are.</returns>
    int Wait(int timeoutMilliseconds);

    SysResult Listen(IPEndPoint endPoint, int backlog, out int fd, out IPEndPoint? bound);

    SysResult Accept(int listenFd);

    /// <summary>No descriptor is left: accepts connections by means of a reserve, and closes them, up to that many.</summary>
    void Shed(int listenFd, int most);

    /// <summary>Begins to connect; the descriptor becomes ready to send when that has come to an end.</summary>
    SysResult Connect(IPEndPoint endPoint, out int fd);

    /// <summary>What a connect has come to.</summary>
    SysResult TakeError(int fd);

    /// <summary>Gives a descriptor of the loop's own for a connection from elsewhere, whose descriptor stays as it is.</summary>
    SysResult Duplicate(int fd);

    /// <summary>Makes that descriptor fit for the loop, once the other one is closed.</summary>
    void Adopt(int fd);

    /// <summary>Gives a descriptor to a stream that is no socket.</summary>
    int Attach(ByteStream stream);

    /// <summary>The peer's address, or the default value where it is gone.</summary>
    TcpEndPoint PeerOf(int fd);

    /// <summary>The address that the peer has connected to.</summary>
    TcpEndPoint LocalOf(int fd);

    SysResult Watch(int fd, EpollInterest interest, ulong data);

    void ChangeWatch(int fd, EpollInterest interest, ulong data);

    void Unwatch(int fd);

    SysResult Receive(int fd, Span<byte> buffer);

    /// <summary>Sends up to three pieces, in order, in one system call; the first is not empty, or all are.</summary>
    SysResult Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third);

    /// <summary>Ends our side of the stream.</summary>
    void SendFin(int fd);

    void Close(int fd);

    /// <summary>Ends the present wait, or the next. Any thread.</summary>
    void Wake();

    /// <summary>Forgets the wake-ups so far.</summary>
    void ClearWake();
}
