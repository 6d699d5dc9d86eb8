using System.Net;
using Xunit;

namespace Lws.Tests.Support;

/// <summary>A context that listens on a free port of 127.0.0.1 and runs on a thread of its own until it is disposed.</summary>
internal sealed class TestServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private Exception? _failure;

    public TestServer(LwsContext context)
    {
        Context = context;
        EndPoint = context.Listen("127.0.0.1", 0);
        _thread = new Thread(Run) { IsBackground = true, Name = "loop under test" };
        _thread.Start();
    }

    public LwsContext Context { get; }

    public IPEndPoint EndPoint { get; }

    /// <summary>Slots in use, read from outside the loop's thread: for <see cref="Eventually"/>.</summary>
    public int ConnectionCount => Context.Loop.ConnectionCount;

    /// <summary>Bytes of pooled blocks in use, read from outside the loop's thread: for <see cref="Eventually"/>.</summary>
    public long RentedBytes => Context.Loop.Blocks.RentedBytes;

    public RawClient Connect() => new(EndPoint);

    /// <summary>Connects and completes the opening handshake.</summary>
    public RawClient Open(string path = "/", string? subprotocol = null)
    {
        RawClient client = Connect();
        client.Upgrade(path, subprotocol);
        return client;
    }

    /// <summary>Waits until the condition holds; fails after a time that only a broken loop needs.</summary>
    public void Eventually(Func<bool> condition, string what)
    {
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            if (_failure is not null)
                throw new InvalidOperationException("The loop has died.", _failure);
            Assert.True(Environment.TickCount64 < end, $"It never happened: {what}");
            Thread.Sleep(1);
        }
    }

    /// <summary>All slots free, all pooled bytes returned.</summary>
    public void EventuallyAtBaseline(int connections = 0)
    {
        Eventually(() => ConnectionCount == connections, $"{connections} connections left (there are {ConnectionCount})");
        Eventually(() => RentedBytes == 0, $"all pooled bytes returned (there are {RentedBytes})");
    }

    public void Dispose()
    {
        Stop();
        Context.Dispose();
    }

    /// <summary>Cancels the run and waits for the drain to end.</summary>
    public void Stop()
    {
        _stop.Cancel();
        StopByItself();
    }

    /// <summary>Waits for the run to end.</summary>
    /// <exception cref="InvalidOperationException">It has thrown what is inside.</exception>
    public void StopByItself()
    {
        Assert.True(_thread.Join(Patience), "The loop did not stop.");
        if (_failure is not null)
            throw new InvalidOperationException("The loop has died.", _failure);
    }

    private void Run()
    {
        try
        {
            Context.Run(_stop.Token);
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }
}
