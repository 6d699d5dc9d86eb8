using System.IO.Pipelines;
using System.Net;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Streams;

namespace Lws;

/// <summary>
/// Runs connections over pipes instead of sockets: TLS streams, named pipes, Unix domain sockets, Kestrel's connections, pipes in
/// memory. The same context serves them, on its loop's thread, with the same handlers, timers and limits; several loops take turns.
/// </summary>
/// <remarks>
/// Any thread. The context must be running, or be run soon. A pipe that was taken is completed both ways when its task ends; its
/// descriptor (<see cref="Session.Fd"/>) is a number from 2^30 up that no kernel knows. A cancelled session is closed with 1001 as one
/// of a context that stops, and the task then ends without an exception.
/// </remarks>
public static class LwsPipe
{
    private static readonly LwsPipeOptions NothingKnown = new();

    /// <summary>Serves a client whose opening request is still to be read from the pipe.</summary>
    /// <param name="context">Whose loop serves it.</param>
    /// <param name="pipe">Carries the client's bytes; it is completed when the connection has ended.</param>
    /// <param name="options">What the transport knows; null for nothing.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <returns><see cref="AdoptResult.Adopted"/> after the connection has ended. <see cref="AdoptResult.Full"/> or
    /// <see cref="AdoptResult.Stopping"/> where the context did not take the pipe, which is the caller's then: all connections or the
    /// mailbox are full, or the context drains, or was disposed before it ran, or it was cancelled first.</returns>
    /// <exception cref="ObjectDisposedException">The context is disposed.</exception>
    public static Task<AdoptResult> RunAsync(
        LwsContext context, IDuplexPipe pipe, LwsPipeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync(context, pipe, StreamOpening.Request, options, cancellationToken);
    }

    /// <summary>Serves a client whose opening handshake somebody else has completed, such as ASP.NET Core: frames come at once.</summary>
    /// <typeparam name="T">The protocol, which the context serves; its <c>OnUpgrade</c> is not called.</typeparam>
    /// <inheritdoc cref="RunAsync(LwsContext, IDuplexPipe, LwsPipeOptions?, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">The context does not know the protocol.</exception>
    public static Task<AdoptResult> RunUpgradedAsync<T>(
        LwsContext context, IDuplexPipe pipe, LwsPipeOptions? options = null, CancellationToken cancellationToken = default)
        where T : struct, IProtocol<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync(context, pipe, StreamOpening.Upgraded(ProtocolOf<T>(context)), options, cancellationToken);
    }

    /// <summary>Connects out over a pipe that leads to a server: writes the request, and serves the session.</summary>
    /// <typeparam name="T">The protocol, which the context connects with or serves.</typeparam>
    /// <param name="context">Whose loop serves it.</param>
    /// <param name="pipe">Leads to the server; it is completed when the connection has ended.</param>
    /// <param name="uri">What to ask for: a ws URI, or a wss URI where the pipe is encrypted.</param>
    /// <param name="connect">Subprotocol and headers; null for the defaults. It cannot reconnect.</param>
    /// <param name="state">What the session's struct begins with.</param>
    /// <param name="options">What the transport knows; null for nothing.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <returns>As <see cref="RunAsync(LwsContext, IDuplexPipe, LwsPipeOptions?, CancellationToken)"/>; a refusal is for
    /// <c>OnConnectFailed</c>.</returns>
    /// <exception cref="ArgumentException">The URI is neither, or the options cannot be sent or ask to reconnect.</exception>
    /// <exception cref="InvalidOperationException">The context does not know the protocol.</exception>
    public static Task<AdoptResult> ConnectAsync<T>(
        LwsContext context,
        IDuplexPipe pipe,
        Uri uri,
        ConnectOptions? connect = null,
        T state = default,
        LwsPipeOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : struct, IProtocol<T>
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(uri);
        ConnectText.CheckUri(uri, mayBeSecure: true);
        connect ??= ConnectOptions.Default;
        if (connect.Reconnect is not null)
            throw new ArgumentException("A pipe leads somewhere once: connect again over another one.", nameof(connect));
        var attempt = new ConnectAttempt<T>(context, uri, connect, ProtocolOf<T>(context), state);
        return RunAsync(context, pipe, StreamOpening.Client(attempt), options, cancellationToken);
    }

    /// <summary>Serves a client over a pipe, and runs the context's loop on the calling thread meanwhile.</summary>
    /// <inheritdoc cref="RunAsync(LwsContext, IDuplexPipe, LwsPipeOptions?, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">The loop runs already.</exception>
    public static AdoptResult Run(
        LwsContext context, IDuplexPipe pipe, LwsPipeOptions? options = null, CancellationToken cancellationToken = default)
    {
        Task<AdoptResult> run = RunAsync(context, pipe, options, cancellationToken);
        run.ContinueWith(
            static (_, context) => ((LwsContext)context!).WakeUp(),
            context,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        while (!run.IsCompleted)
            context.RunOnce(Timeout.InfiniteTimeSpan);
        return run.GetAwaiter().GetResult();
    }

    /// <summary>Serves a single client over a pipe, by a context of its own, on the calling thread.</summary>
    /// <typeparam name="TContext">The context; it is made with the default options, and disposed when the connection has ended.</typeparam>
    /// <inheritdoc cref="RunAsync(LwsContext, IDuplexPipe, LwsPipeOptions?, CancellationToken)"/>
    public static AdoptResult Run<TContext>(IDuplexPipe pipe, LwsPipeOptions? options = null, CancellationToken cancellationToken = default)
        where TContext : LwsContext, new()
    {
        using var context = new TContext();
        return Run(context, pipe, options, cancellationToken);
    }

    /// <summary>Makes a pipe of a stream, such as an <c>SslStream</c>; when the pipe is completed, the stream is disposed.</summary>
    public static IDuplexPipe Over(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new StreamPipe(stream);
    }

    private static Task<AdoptResult> RunAsync(
        LwsContext context, IDuplexPipe pipe, StreamOpening opening, LwsPipeOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        options ??= NothingKnown;
        var stream = new PipeStream(pipe, context.Options.CloseTimeout)
        {
            Remote = ValueOf(options.RemoteEndPoint),
            Local = ValueOf(options.LocalEndPoint),
        };
        return new PipeRun(context.Loops.Next, stream, opening).RunAsync(cancellationToken);
    }

    private static int ProtocolOf<T>(LwsContext context)
        where T : struct, IProtocol<T>
    {
        int protocol = context.Loop.IndexOf(typeof(T));
        return protocol >= 0 ? protocol : throw ThrowHelper.NotServed(typeof(T));
    }

    private static TcpEndPoint ValueOf(IPEndPoint? endPoint) => endPoint is null
        ? default
        : new TcpEndPoint(endPoint.Address.GetAddressBytes(), (ushort)endPoint.Port, ScopeOf(endPoint.Address));

    private static uint ScopeOf(IPAddress address) => address.IsIPv6LinkLocal ? (uint)address.ScopeId : 0;
}
