namespace Lws.Bench.Processes;

/// <summary>The counting echo server on a thread of its own, on a free port of the loopback.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly CountedContext _context = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    public EchoServer()
    {
        Port = _context.Listen("127.0.0.1", 0).Port;
        _thread = new Thread(() => _context.Run(_stop.Token)) { IsBackground = true, Name = "echo server" };
        _thread.Start();
    }

    public int Port { get; }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _context.Dispose();
        _stop.Dispose();
    }
}
