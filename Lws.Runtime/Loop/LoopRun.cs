using System.Runtime.ExceptionServices;

namespace Lws.Loop;

/// <summary>
/// One call of <see cref="LwsContext.Run"/>: every loop serves until it is to stop, and drains. The first does so on the caller's
/// thread, each other one on a thread of its own, which ends with the call.
/// </summary>
internal sealed class LoopRun(EventLoop[] loops, CancellationToken cancellationToken)
{
    private ExceptionDispatchInfo? _failure; // what has left a loop first: then all stop where they are

    /// <summary>Serves, and throws what has left one of the loops.</summary>
    public void Serve()
    {
        using (cancellationToken.UnsafeRegister(static run => ((LoopRun)run!).WakeUp(), this))
        {
            List<Thread> others = StartOthers();
            Serve(loops[0]);
            others.ForEach(static thread => thread.Join());
        }

        foreach (EventLoop loop in loops)
            loop.Thread = 0;
        _failure?.Throw();
    }

    private bool IsStopping => cancellationToken.IsCancellationRequested || HasFailed;

    private bool HasFailed => Volatile.Read(ref _failure) is not null;

    private List<Thread> StartOthers()
    {
        var threads = new List<Thread>();
        try
        {
            foreach (EventLoop loop in loops.AsSpan(1))
            {
                var thread = new Thread(() => Serve(loop)) { IsBackground = true, Name = $"Lws loop {threads.Count + 2}" };
                loop.Thread = thread.ManagedThreadId;
                thread.Start();
                threads.Add(thread);
            }
        }
        catch (Exception exception) // no thread is to be had
        {
            Fail(exception);
        }

        return threads;
    }

    private void Serve(EventLoop loop)
    {
        try
        {
            while (!IsStopping)
                loop.RunOnce(-1);
            if (!HasFailed)
                Drain(loop);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Drain(EventLoop loop)
    {
        loop.BeginDrain();
        uint limit = loop.Limits.Drain;
        uint began = loop.Now;
        while (loop.ConnectionCount > 0 && loop.Now - began < limit && !HasFailed)
        {
            loop.RunOnce(limit == TimeLimits.Never ? -1 : (int)(limit - (loop.Now - began)));
            loop.ReadClock();
        }

        loop.CutAll();
    }

    private void Fail(Exception exception)
    {
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        WakeUp();
    }

    private void WakeUp()
    {
        foreach (EventLoop loop in loops)
            loop.WakeUp();
    }
}
