using System.Net;
using Lws.Loop;

namespace Lws;

/// <summary>
/// A server: its listeners, its connections and the loop that serves them. Declared by <see cref="LwsContextAttribute"/> on a
/// partial class, whose other part the generator writes.
/// </summary>
/// <remarks>
/// One thread at a time: whoever calls <see cref="Run"/> or <see cref="RunOnce"/> is the loop's thread meanwhile, and handlers run
/// on it. libwebsockets: <c>struct lws_context</c>.
/// </remarks>
public abstract class LwsContext : IDisposable
{
    /// <summary>Makes the context; nothing listens yet.</summary>
    /// <param name="options">Time-outs, sizes and the logger, or null for the defaults.</param>
    protected LwsContext(LwsOptions? options = null)
    {
        Options = options ?? new LwsOptions();
    }

    /// <summary>What the context was made with.</summary>
    public LwsOptions Options { get; }

    /// <summary>Makes the loop. Implemented by emitted code.</summary>
    protected abstract EventLoop CreateLoop();

    /// <summary>Listens on an address.</summary>
    /// <param name="address">An IPv4 or IPv6 address such as <c>127.0.0.1</c>, <c>0.0.0.0</c>, <c>::1</c> or <c>::</c> (which takes
    /// IPv4 too), or <c>localhost</c> for 127.0.0.1.</param>
    /// <param name="port">0 to 65,535; 0 lets the kernel choose.</param>
    /// <returns>The bound address and port.</returns>
    /// <exception cref="ArgumentException">The address is none of these.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken, or the address is not this machine's.</exception>
    public IPEndPoint Listen(string address, int port) => throw new NotImplementedException();

    /// <inheritdoc cref="Listen(string, int)"/>
    /// <param name="endPoint">The address and port to bind.</param>
    public IPEndPoint Listen(IPEndPoint endPoint) => throw new NotImplementedException();

    /// <summary>
    /// Serves plain HTTP requests (GET and HEAD) from a set of files held in memory; without one, a request that is no WebSocket
    /// upgrade is answered with 400.
    /// </summary>
    /// <exception cref="InvalidOperationException">Something is mounted already, or the loop runs.</exception>
    /// <remarks>libwebsockets: <c>struct lws_http_mount</c>.</remarks>
    public void Mount(Mount mount) => throw new NotImplementedException();

    /// <summary>
    /// Serves until <paramref name="cancellationToken"/> is cancelled, then drains: listeners closed, 1001 to every session, a
    /// wait of at most <see cref="LwsOptions.DrainTimeout"/>, and the rest cut off.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another thread runs the loop, or the context has been drained.</exception>
    public void Run(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Waits for events at most this long, handles one batch of them, and returns.</summary>
    /// <param name="timeout">0 does not wait; <see cref="Timeout.InfiniteTimeSpan"/> waits for the next event or timer.</param>
    /// <returns>How many events were handled.</returns>
    /// <exception cref="InvalidOperationException">Another thread runs the loop, or a handler calls it.</exception>
    /// <remarks>libwebsockets: <c>lws_service</c>.</remarks>
    public int RunOnce(TimeSpan timeout) => throw new NotImplementedException();

    /// <summary>Wakes the loop out of its wait. Any thread.</summary>
    /// <remarks>libwebsockets: <c>lws_cancel_service</c>.</remarks>
    public void WakeUp() => throw new NotImplementedException();

    /// <summary>Closes all sockets at once, without close handshakes. <see cref="Run"/> has drained before this.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing) => throw new NotImplementedException();

    /// <summary>Called on the loop's thread before the first batch.</summary>
    protected internal virtual void OnStart() { }

    /// <summary>Called on the loop's thread when the loop has drained.</summary>
    protected internal virtual void OnStop() { }
}
