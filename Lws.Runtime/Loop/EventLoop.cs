using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using Lws.Buffers;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Handshake;
using Lws.Interop;
using Lws.Observability;
using Lws.Streams;
using Lws.Topics;

namespace Lws.Loop;

/// <summary>
/// What all loops have in common, whatever was emitted for them: the records, the pools and the parts that work on them.
/// Made by emitted code, used by nobody else.
/// </summary>
/// <remarks>
/// Loop thread only, but for <see cref="WakeUp"/>, <see cref="Put(Letter, ReadOnlySpan{byte})"/>, <see cref="IsCurrent"/>,
/// <see cref="IsMine"/>, the count of <see cref="Publisher"/> and the answers of <see cref="Deferred"/>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventLoop
{
    private const long RetainedBlockBytes = 4 << 20;

    private readonly SlotList _unsettled = new();
    private int _thread;
    private Publisher? _publisher;

    private protected EventLoop(LwsContext context, int fdLimit, Slab[] protocols, uint now)
    {
        Context = context;
        MaxConnections = Math.Min(fdLimit, context.Options.MaxConnections);
        Now = now;
        Protocols = protocols;
        Traits = Array.ConvertAll(protocols, static slab => slab.Traits);
        Limits = new TimeLimits(context.Options);
        Counts = new LoopCounts(this);
        Watch = new LoopWatch(this);
        Connections = new ConnectionSlab(fdLimit);
        Timers = new TimerWheel<TimerNodes>(new TimerNodes(Connections, ContextTimers), now);
        Guard = new MemoryGuard(this, context.Options.MemoryBudget);
        Blocks = new BlockPool(RetainedBlockBytes, Guard.Share);
        Compression = context.Options.Deflate?.CreateCompression(this);
        Outbound = new Outbound(this);
        Mailbox = new Mailbox(context.Options.MaxMailboxBytes);
        Deadlines = new Deadlines(this, Limits);
        CloseHandshake = new CloseHandshake(this);
        Rates = new ReceiveRates(this, fdLimit);
        HalfOpen = new HalfOpenConnections(this, context.Options.HandshakeLimitFor(MaxConnections, context.LoopCount));
        Deferred = new DeferredUpgrades(this);
    }

    internal LwsContext Context { get; }

    /// <summary>The managed thread that runs this one of several loops; 0: whoever has entered the context. Any thread.</summary>
    internal int Thread
    {
        get => Volatile.Read(ref _thread);
        set => Volatile.Write(ref _thread, value);
    }

    /// <summary>Whether the calling thread may touch what is the loop's. Any thread.</summary>
    internal bool IsMine => Context.Loops.IsMine(this);

    internal int MaxConnections { get; }

    /// <summary>The time of this batch, in wrapping milliseconds.</summary>
    internal uint Now { get; private protected set; }

    internal Slab[] Protocols { get; }

    /// <summary>Handlers and limits of each protocol, by its index.</summary>
    internal ProtocolTraits[] Traits { get; }

    internal TimeLimits Limits { get; }

    internal LoopCounts Counts { get; }

    internal LoopWatch Watch { get; }

    internal ConnectionSlab Connections { get; }

    internal TimerWheel<TimerNodes> Timers { get; }

    internal ContextTimers ContextTimers { get; } = new();

    internal BlockPool Blocks { get; }

    /// <summary>Null where the options have none.</summary>
    internal Compression? Compression { get; }

    internal MemoryGuard Guard { get; }

    internal Outbound Outbound { get; }

    internal Deadlines Deadlines { get; }

    /// <summary>Putting in, and the wake-up behind it: any thread.</summary>
    internal Mailbox Mailbox { get; }

    internal CloseHandshake CloseHandshake { get; }

    internal ReceiveRates Rates { get; }

    internal HalfOpenConnections HalfOpen { get; }

    internal DeferredUpgrades Deferred { get; }

    /// <summary>The topics of the loop's sessions; null until the first has subscribed. Counting: any thread.</summary>
    internal Publisher? Publisher => Volatile.Read(ref _publisher);

    internal ResponseHeaders ResponseHeaders { get; } = new();

    /// <summary>Connections whose slots are in use, closed ones of this batch included.</summary>
    internal abstract int ConnectionCount { get; }

    /// <summary>Makes a loop, specialised for what the generator emitted.</summary>
    /// <param name="context">The context that the loop is for.</param>
    /// <param name="fdLimit">How many connections it may hold.</param>
    /// <param name="whenFull">What to do with clients above that.</param>
    /// <param name="dispatch">The emitted dispatch.</param>
    public static EventLoop Create<TDispatch, TTable>(LwsContext context, int fdLimit, WhenFull whenFull, TDispatch dispatch)
        where TDispatch : struct, IDispatch
        where TTable : struct, IFdTable =>
        new EventLoop<TDispatch, TTable, EpollIo>(
            context, fdLimit, whenFull, dispatch, new EpollIo(context.Clock, context.LoopCount > 1, context.Options.MaxUnsentBytes));

    internal abstract IPEndPoint Listen(IPEndPoint endPoint);

    internal abstract void CloseLastListener();

    internal abstract ConnectResult Connect(ConnectAttempt attempt);

    /// <summary>Takes a connected socket from elsewhere, with what was already received from it.</summary>
    internal abstract AdoptResult Adopt(SafeSocketHandle socket, ReadOnlySpan<byte> received);

    /// <summary>Takes a stream that is no socket.</summary>
    internal abstract AdoptResult Attach(ByteStream stream, StreamOpening opening, out int slot);

    /// <summary>The slot of an open session's descriptor.</summary>
    internal abstract bool TryFind(int fd, out int slot);

    internal abstract SessionHandle HandleOf(int slot);

    internal abstract uint GenerationOf(int slot);

    /// <summary>Whether a connection still has its slot. Any thread: from another one it may be so no longer when it is read.</summary>
    internal abstract bool IsCurrent(int slot, uint generation);

    /// <summary>Has the loop call something. Any thread.</summary>
    internal bool Post(SendOrPostCallback callback, object? state)
    {
        if (Mailbox.Put(callback, state) != SendResult.Queued)
            return false;
        WakeUp();
        return true;
    }

    /// <summary>Has the loop send to a connection, or close it. Any thread.</summary>
    internal SendResult Put(Letter letter, ReadOnlySpan<byte> payload)
    {
        SendResult result = IsCurrent(letter.Slot, letter.Generation) ? Mailbox.Put(letter, payload) : SendResult.Closed;
        if (result == SendResult.Queued)
            WakeUp();
        return result;
    }

    /// <summary>Has the loop publish a message, or not to one of its connections. Any thread.</summary>
    internal SendResult Put(Letter letter, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload)
    {
        SendResult result = Mailbox.Put(letter, topic, payload);
        if (result == SendResult.Queued)
            WakeUp();
        return result;
    }

    /// <summary>Readable while events wait; -1 where the I/O has no such descriptor.</summary>
    internal abstract int PollFd { get; }

    /// <summary>Milliseconds within which the loop is to be run, for the sake of its timers.</summary>
    internal abstract int TimeToNextTimer { get; }

    internal abstract LwsMemory Memory { get; }

    /// <summary>Waits once and handles what there is: -1 waits without an end.</summary>
    internal abstract int RunOnce(int timeoutMilliseconds);

    /// <summary>Ends listening, tells every session 1001, and forgets connections that have not opened.</summary>
    internal abstract void BeginDrain();

    /// <summary>Ends every connection at once.</summary>
    internal abstract void CutAll();

    /// <summary>Any thread.</summary>
    internal abstract void WakeUp();

    internal abstract void CloseDescriptors();

    internal abstract TcpEndPoint RemoteOf(ref Connection connection);

    internal abstract TcpEndPoint LocalOf(ref Connection connection);

    internal IPEndPoint? PeerOf(ref Connection connection) => RemoteOf(ref connection).ToIPEndPoint();

    internal abstract SysResult Write(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third);

    /// <summary>Has the loop look at a connection before the batch ends: something is to be sent, watched or ended.</summary>
    internal void Unsettle(ref Connection connection)
    {
        if (connection.Has(ConnectionFlags.Unsettled))
            return;
        connection.Set(ConnectionFlags.Unsettled);
        _unsettled.Add(connection.Slot);
    }

    /// <summary>Reads from the peer again, beginning with what had arrived before the pause; nothing happens without one.</summary>
    internal void ResumeReceive(ref Connection connection)
    {
        if (!connection.Has(ConnectionFlags.Paused))
            return;
        connection.Clear(ConnectionFlags.Paused);
        connection.Set(ConnectionFlags.Resumed);
        connection.LastReceived = Now;
        Connections.Detail(connection.Slot).WaitSince = Now;
        Unsettle(ref connection);
    }

    /// <summary>Ends a session with 1001, and a connection that has none yet at once; nothing happens where it has gone.</summary>
    internal void Leave(int slot, uint generation)
    {
        if (!IsCurrent(slot, generation))
            return;
        ref Connection connection = ref Connections[slot];
        if (connection.State is ConnectionState.Connecting or ConnectionState.Handshake or ConnectionState.Upgrading)
            CloseHandshake.Lose(ref connection);
        else
            CloseHandshake.Begin(ref connection, CloseCode.GoingAway, default);
    }

    /// <summary>For calls from outside a batch: the last one may be long ago.</summary>
    internal abstract void ReadClock();

    /// <summary>Gives the loop its topics: somebody subscribes.</summary>
    internal Publisher MakePublisher()
    {
        if (_publisher is null)
            Volatile.Write(ref _publisher, new Publisher(this));
        return _publisher;
    }

    internal bool HasUnsettled => !_unsettled.IsEmpty;

    internal bool TryTakeUnsettled(out int slot) => _unsettled.TryTake(out slot);

    internal void ReturnBlock(ref int block)
    {
        if (block != 0)
            Blocks.Return(block);
        block = 0;
    }

    /// <summary>The index of a served protocol, or -1.</summary>
    internal int IndexOf(Type protocol)
    {
        for (int index = 0; index < Protocols.Length; index++)
        {
            if (Protocols[index].SessionType == protocol)
                return index;
        }

        return -1;
    }
}
