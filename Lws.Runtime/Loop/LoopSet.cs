using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Lws.Dispatch;

namespace Lws.Loop;

/// <summary>The loops of a context, made when the first is needed, and which thread has them.</summary>
/// <remarks>
/// One thread enters at a time and has all loops then; while they run on threads of their own (<see cref="LoopRun"/>), each has its
/// own. Making, entering and waking: any thread.
/// </remarks>
internal sealed class LoopSet(LwsContext context)
{
    private readonly Lock _making = new(); // the loops are made by who asks first, on any thread
    private EventLoop[]? _loops;
    private int _thread; // the one that has entered; 0 for none
    private int _turns;

    /// <summary>Nothing is taken any more; the loops are made no more either.</summary>
    public bool IsClosed { get; private set; }

    public bool AreMade => Volatile.Read(ref _loops) is not null;

    /// <summary>All loops, at least one.</summary>
    /// <exception cref="ObjectDisposedException">The context is disposed.</exception>
    public EventLoop[] All
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, context);
            return Volatile.Read(ref _loops) ?? Make();
        }
    }

    /// <summary>All loops, or none where nobody has needed them. Any thread.</summary>
    public EventLoop[] Made => Volatile.Read(ref _loops) ?? [];

    /// <inheritdoc cref="All"/>
    public EventLoop First => All[0];

    /// <summary>One after the other, for what may go to any of them. Any thread.</summary>
    /// <inheritdoc cref="All"/>
    public EventLoop Next => All[(int)((uint)Interlocked.Increment(ref _turns) % (uint)All.Length)];

    /// <summary>The loop of a context that has one.</summary>
    /// <inheritdoc cref="All"/>
    /// <exception cref="InvalidOperationException">It has several.</exception>
    public EventLoop Only => All is [EventLoop loop] ? loop : throw ThrowHelper.SeveralLoops(All.Length);

    /// <summary>The loops that the calling thread may touch: the one that it runs; all, where it has entered or nobody has.</summary>
    /// <exception cref="InvalidOperationException">They run on other threads.</exception>
    public ReadOnlySpan<EventLoop> Mine
    {
        get
        {
            EventLoop[] loops = All;
            int begin = 0;
            while (begin < loops.Length && !IsMine(loops[begin]))
                begin++;
            int end = begin;
            while (end < loops.Length && IsMine(loops[end]))
                end++;
            return begin < end ? loops.AsSpan(begin..end) : throw ThrowHelper.RunsElsewhere();
        }
    }

    /// <summary>Whether the calling thread may touch a loop.</summary>
    public bool IsMine(EventLoop loop) => ThreadOf(loop) == 0 || RunsHere(loop);

    /// <summary>Whether the calling thread runs a loop: false where nobody does.</summary>
    public bool RunsHere(EventLoop loop) => ThreadOf(loop) == Environment.CurrentManagedThreadId;

    private int ThreadOf(EventLoop loop) => loop.Thread != 0 ? loop.Thread : Volatile.Read(ref _thread);

    /// <summary>Gives all loops to the calling thread, until <see cref="Leave"/>.</summary>
    /// <exception cref="InvalidOperationException">A thread has them already.</exception>
    /// <exception cref="ObjectDisposedException">The context is disposed.</exception>
    public void Enter()
    {
        ObjectDisposedException.ThrowIf(IsClosed, context);
        if (Interlocked.CompareExchange(ref _thread, Environment.CurrentManagedThreadId, 0) != 0)
            throw ThrowHelper.Runs();
    }

    public void Leave() => Volatile.Write(ref _thread, 0);

    /// <summary>Opens a listener for each loop, all of them on one port.</summary>
    /// <exception cref="SocketException">One of them cannot be opened; none is left open then.</exception>
    public IPEndPoint Listen(IPEndPoint endPoint)
    {
        EventLoop[] loops = All;
        IPEndPoint bound = endPoint;
        int opened = 0;
        try
        {
            // The first may have been given its port by the kernel.
            for (; opened < loops.Length; opened++)
                bound = loops[opened].Listen(bound);
        }
        catch (SocketException)
        {
            foreach (EventLoop loop in loops.AsSpan(0, opened))
                loop.CloseLastListener();
            throw;
        }

        Log.Listening(context.Options.Logger, bound);
        return bound;
    }

    /// <summary>Ends the wait of every loop, or its next. Any thread.</summary>
    public void WakeUp()
    {
        foreach (EventLoop loop in Made)
            loop.WakeUp();
    }

    /// <summary>Ends all connections and gives back all descriptors.</summary>
    public void Close()
    {
        try
        {
            foreach (EventLoop loop in _loops ?? [])
            {
                loop.CutAll();
                loop.CloseDescriptors();
            }
        }
        finally
        {
            IsClosed = true;
        }
    }

    private EventLoop[] Make()
    {
        lock (_making)
            return _loops ??= Make(context.LoopCount);
    }

    private EventLoop[] Make(int count)
    {
        Debug.Assert(count > 0, "A context has a loop.");
        var loops = new EventLoop[count];
        int made = 0;
        try
        {
            for (; made < count; made++)
                loops[made] = context.MakeLoop();
            return loops;
        }
        catch (SocketException) // descriptors have run out
        {
            foreach (EventLoop loop in loops.AsSpan(0, made))
                loop.CloseDescriptors();
            throw;
        }
    }
}
