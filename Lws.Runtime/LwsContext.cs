using System.Net;
using System.Net.Sockets;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Loop;

namespace Lws;

/// <summary>
/// A server, a client or both: its listeners, its connections and the loop that serves them. Declared by <see cref="LwsContextAttribute"/> on a
/// partial class, whose other part the generator writes.
/// </summary>
/// <remarks>
/// One thread at a time: whoever calls <see cref="Run"/> or <see cref="RunOnce"/> is the loop's thread meanwhile, and handlers run
/// on it. libwebsockets: <c>struct lws_context</c>.
/// </remarks>
public abstract class LwsContext : IDisposable
{
    private readonly Lock _making = new(); // the loop is made by who asks first, on any thread
    private EventLoop? _loop;
    private int _thread; // the one that runs the loop; 0 for none
    private bool _hasStarted;
    private bool _isDisposed;

    /// <summary>Makes the context; nothing listens yet, and no descriptor is open.</summary>
    /// <param name="options">Time-outs, sizes and the logger, or null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    protected LwsContext(LwsOptions? options = null)
    {
        Options = options ?? new LwsOptions();
        Options.Validate();
    }

    /// <summary>What the context was made with.</summary>
    public LwsOptions Options { get; }

    internal Mount? Mounted { get; private set; }

    internal EventLoop Loop
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return Volatile.Read(ref _loop) ?? MakeLoop();
        }
    }

    /// <summary>Makes the loop. Implemented by emitted code.</summary>
    protected abstract EventLoop CreateLoop();

    /// <summary>Listens on an address.</summary>
    /// <param name="address">An IPv4 or IPv6 address such as <c>127.0.0.1</c>, <c>0.0.0.0</c>, <c>::1</c> or <c>::</c> (which takes
    /// IPv4 too), or <c>localhost</c> for 127.0.0.1.</param>
    /// <param name="port">0 to 65,535; 0 lets the kernel choose.</param>
    /// <returns>The bound address and port.</returns>
    /// <exception cref="ArgumentException">The address is none of these, or the port is out of range.</exception>
    /// <exception cref="SocketException">The port is taken, or the address is not this machine's.</exception>
    /// <exception cref="InvalidOperationException">Another thread runs the loop.</exception>
    public IPEndPoint Listen(string address, int port)
    {
        if (address == "localhost")
            return Listen(new IPEndPoint(IPAddress.Loopback, port));
        if (!IPAddress.TryParse(address, out IPAddress? parsed))
            throw new ArgumentException($"'{address}' is no IP address; use 127.0.0.1, 0.0.0.0, ::1, :: or localhost.");
        return Listen(new IPEndPoint(parsed, port));
    }

    /// <inheritdoc cref="Listen(string, int)"/>
    /// <param name="endPoint">The address and port to bind.</param>
    public IPEndPoint Listen(IPEndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        Enter();
        try
        {
            return Loop.Listen(endPoint);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>
    /// Connects out: the protocol's handlers serve the connection as they serve a client's. Names are resolved on another thread; the
    /// addresses are then tried one after the other, in the resolver's order.
    /// </summary>
    /// <typeparam name="T">The protocol, which the context connects with (<see cref="ConnectAttribute{T}"/>) or serves.</typeparam>
    /// <param name="uri">Such as <c>ws://host:port/path?query</c>.</param>
    /// <param name="options">Subprotocol, headers and whether to connect again; null for the defaults.</param>
    /// <param name="state">What each session's struct begins with.</param>
    /// <returns>Whether it is under way; then <c>OnOpen</c> or <c>OnConnectFailed</c> follows, on the loop's thread.</returns>
    /// <exception cref="ArgumentException">The URI is no ws URI, or an option cannot be sent.</exception>
    /// <exception cref="NotSupportedException">The URI is a wss URI.</exception>
    /// <exception cref="InvalidOperationException">The context does not know the protocol, or the loop runs on another thread.</exception>
    /// <remarks>In a handler, or while the loop does not run. libwebsockets: <c>lws_client_connect_via_info</c>.</remarks>
    public ConnectResult Connect<T>(Uri uri, ConnectOptions? options = null, T state = default)
        where T : struct, IProtocol<T>
    {
        ArgumentNullException.ThrowIfNull(uri);
        CheckThread();
        ConnectText.CheckUri(uri);
        int protocol = Loop.IndexOf(typeof(T));
        if (protocol < 0)
            throw ThrowHelper.NotServed(typeof(T));
        options ??= new ConnectOptions();
        options.Reconnect?.Validate();
        return Loop.Connect(new ConnectAttempt<T>(this, uri, options, protocol, state));
    }

    /// <summary>Takes over a connected TCP socket that somebody else has accepted, and reads its opening handshake.</summary>
    /// <param name="socket">The socket. On success the context has it, under another descriptor's number, and the handle is closed;
    /// else it is still the caller's.</param>
    /// <param name="received">What was already read from it, from the first byte of the request on; at most
    /// <see cref="LwsOptions.ReceiveBufferSize"/> less one.</param>
    /// <exception cref="ArgumentException">More was received than that.</exception>
    /// <exception cref="InvalidOperationException">The loop runs on another thread.</exception>
    /// <remarks>In a handler, or while the loop does not run. libwebsockets: <c>lws_adopt_socket_readbuf</c>.</remarks>
    public AdoptResult Adopt(SafeSocketHandle socket, ReadOnlySpan<byte> received = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        CheckThread();
        if (received.Length >= Options.ReceiveBufferSize)
            throw new ArgumentException($"Give at most {Options.ReceiveBufferSize - 1} bytes.", nameof(received));
        if (socket.IsInvalid || socket.IsClosed)
            return AdoptResult.NoSocket;
        return Loop.Adopt(socket, received);
    }

    /// <summary>Finds an open session by its file descriptor.</summary>
    /// <param name="fd">The descriptor's number; below 0 there is none.</param>
    /// <param name="session">A value that finds the session while it is open.</param>
    /// <exception cref="InvalidOperationException">The loop runs on another thread.</exception>
    /// <remarks>In a handler, or while the loop does not run. libwebsockets: <c>wsi_from_fd</c>.</remarks>
    public bool TryFind(int fd, out SessionHandle session)
    {
        CheckThread();
        int slot = -1;
        bool isFound = fd >= 0 && Loop.TryFind(fd, out slot);
        session = isFound ? Loop.HandleOf(slot) : default;
        return isFound;
    }

    /// <summary>
    /// The loop's own file descriptor, readable while events wait: another event loop watches it, and calls <see cref="RunOnce"/> with
    /// a time-out of 0 when it is readable or <see cref="NextTimeout"/> is over.
    /// </summary>
    public int PollFd => Loop.PollFd;

    /// <summary>How long at most until <see cref="RunOnce"/> is to be called, for the sake of timers.</summary>
    /// <returns>0 to 24 hours; the longest where no timer runs.</returns>
    /// <remarks>libwebsockets: <c>lws_service_adjust_timeout</c>.</remarks>
    public TimeSpan NextTimeout
    {
        get
        {
            CheckThread();
            return TimeSpan.FromMilliseconds(Loop.TimeToNextTimer);
        }
    }

    /// <summary>What the context holds, in bytes. Takes time that grows with its connections.</summary>
    /// <exception cref="InvalidOperationException">The loop runs on another thread.</exception>
    public LwsMemory Memory
    {
        get
        {
            CheckThread();
            return Loop.Memory;
        }
    }

    /// <summary>
    /// Serves plain HTTP requests (GET and HEAD) from a set of files held in memory; without one, a request that is no WebSocket
    /// upgrade is answered with 400.
    /// </summary>
    /// <exception cref="InvalidOperationException">Something is mounted already, or another thread runs the loop.</exception>
    /// <remarks>libwebsockets: <c>struct lws_http_mount</c>.</remarks>
    public void Mount(Mount mount)
    {
        ArgumentNullException.ThrowIfNull(mount);
        if (Mounted is not null)
            throw new InvalidOperationException("Something is mounted already; add all files to one Mount.");
        Enter();
        mount.Freeze();
        Mounted = mount;
        Leave();
    }

    /// <summary>
    /// Serves until <paramref name="cancellationToken"/> is cancelled, then drains: listeners closed, 1001 to every session, a
    /// wait of at most <see cref="LwsOptions.DrainTimeout"/>, and the rest cut off.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another thread runs the loop, or a handler calls it.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            EventLoop loop = Start();
            using (cancellationToken.UnsafeRegister(static context => ((LwsContext)context!).WakeUp(), this))
            {
                while (!cancellationToken.IsCancellationRequested)
                    loop.RunOnce(-1);
            }

            Drain(loop);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Waits for events at most this long, handles one batch of them, and returns.</summary>
    /// <param name="timeout">0 does not wait; <see cref="Timeout.InfiniteTimeSpan"/> waits for the next event or timer.</param>
    /// <returns>How many events were handled.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or over 24 days.</exception>
    /// <exception cref="InvalidOperationException">Another thread runs the loop, or a handler calls it.</exception>
    /// <remarks>libwebsockets: <c>lws_service</c>.</remarks>
    public int RunOnce(TimeSpan timeout)
    {
        bool isInfinite = timeout == Timeout.InfiniteTimeSpan;
        if (!isInfinite && (timeout < TimeSpan.Zero || timeout > TimeLimits.Longest))
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, $"Wait from 0 to {TimeLimits.Longest.Days} days.");
        Enter();
        try
        {
            return Start().RunOnce(isInfinite ? -1 : (int)Math.Ceiling(timeout.TotalMilliseconds));
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Has the loop's thread call something, soon and behind what this thread has sent and posted before. Any thread.</summary>
    /// <param name="action">What to call. What it throws is logged.</param>
    /// <returns>False where it will not be called: the mailbox is full (<see cref="LwsOptions.MaxMailboxBytes"/>), or the context is
    /// disposed.</returns>
    /// <remarks>libwebsockets: <c>lws_cancel_service</c> and <c>LWS_CALLBACK_EVENT_WAIT_CANCELLED</c>.</remarks>
    public bool Post(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Post(static action => ((Action)action!)(), action);
    }

    /// <inheritdoc cref="Post(Action)"/>
    /// <param name="callback">What to call: a static lambda allocates nothing.</param>
    /// <param name="state">What it is called with.</param>
    public bool Post(SendOrPostCallback callback, object? state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return !_isDisposed && Loop.Post(callback, state);
    }

    /// <summary>Ends the loop's wait, or its next. Any thread.</summary>
    /// <remarks>libwebsockets: <c>lws_cancel_service</c>.</remarks>
    public void WakeUp() => _loop?.WakeUp();

    /// <summary>
    /// Closes all sockets at once, without close handshakes; sessions that are still open get their <c>OnClosed</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another thread runs the loop, or a handler calls it.</exception>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (_isDisposed || !disposing)
            return;
        Enter();
        try
        {
            _loop?.CutAll();
            _loop?.CloseDescriptors();
        }
        finally
        {
            _isDisposed = true;
            Leave();
        }
    }

    /// <summary>Called on the loop's thread before the first batch.</summary>
    protected virtual void OnStart() { }

    /// <summary>Called on the loop's thread when the loop has drained.</summary>
    protected virtual void OnStop() { }

    private EventLoop MakeLoop()
    {
        lock (_making)
            return _loop ??= CreateLoop();
    }

    private EventLoop Start()
    {
        EventLoop loop = Loop;
        if (!_hasStarted)
        {
            _hasStarted = true;
            OnStart();
        }

        return loop;
    }

    private void Drain(EventLoop loop)
    {
        loop.BeginDrain();
        long end = loop.Limits.Drain == TimeLimits.Never ? long.MaxValue : Environment.TickCount64 + loop.Limits.Drain;
        while (loop.ConnectionCount > 0 && end > Environment.TickCount64)
            loop.RunOnce((int)Math.Min(end - Environment.TickCount64, int.MaxValue));
        loop.CutAll();
        _hasStarted = false;
        OnStop();
    }

    private void Enter()
    {
        if (Interlocked.CompareExchange(ref _thread, Environment.CurrentManagedThreadId, 0) != 0)
        {
            throw new InvalidOperationException(
                "The loop is running, on this thread or another; call this from outside its handlers when it does not run.");
        }
    }

    private void Leave() => Volatile.Write(ref _thread, 0);

    private void CheckThread()
    {
        int thread = Volatile.Read(ref _thread);
        if (thread != 0 && thread != Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("The loop is running on another thread; call this from a handler, or before it runs.");
    }
}
