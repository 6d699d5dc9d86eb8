using System.Net;
using System.Net.Sockets;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Loop;

namespace Lws;

/// <content>Where connections come from, how they are found, and what they cost.</content>
public abstract partial class LwsContext
{
    internal Mount? Mounted { get; private set; }

    /// <summary>Listens on an address; with several loops each of them does.</summary>
    /// <param name="address">An IPv4 or IPv6 address such as <c>127.0.0.1</c>, <c>0.0.0.0</c>, <c>::1</c> or <c>::</c> (which takes
    /// IPv4 too), or <c>localhost</c> for 127.0.0.1.</param>
    /// <param name="port">0 to 65,535; 0 lets the kernel choose.</param>
    /// <returns>The bound address and port.</returns>
    /// <exception cref="ArgumentException">The address is none of these, or the port is out of range.</exception>
    /// <exception cref="SocketException">The port is taken, or the address is not this machine's.</exception>
    /// <exception cref="InvalidOperationException">The context is running.</exception>
    /// <remarks>Several loops share a port by SO_REUSEPORT, and the kernel spreads clients over them. It then refuses the port to other
    /// users of the machine, but not to another context with several loops of the same user.</remarks>
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
        Loops.Enter();
        try
        {
            return Loops.Listen(endPoint);
        }
        finally
        {
            Loops.Leave();
        }
    }

    /// <summary>
    /// Serves plain HTTP requests (GET and HEAD) from a set of files held in memory; without one, a request that is no WebSocket
    /// upgrade is answered with 400.
    /// </summary>
    /// <exception cref="InvalidOperationException">Something is mounted already, or the context is running.</exception>
    /// <remarks>libwebsockets: <c>struct lws_http_mount</c>.</remarks>
    public void Mount(Mount mount)
    {
        ArgumentNullException.ThrowIfNull(mount);
        if (Mounted is not null)
            throw new InvalidOperationException("Something is mounted already; add all files to one Mount.");
        Loops.Enter();
        mount.Freeze();
        Mounted = mount;
        Loops.Leave();
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
    /// <exception cref="InvalidOperationException">The context does not know the protocol, or it runs on another thread.</exception>
    /// <remarks>In a handler, on its loop; or while the context does not run, on the first. libwebsockets: <c>lws_client_connect_via_info</c>.</remarks>
    public ConnectResult Connect<T>(Uri uri, ConnectOptions? options = null, T state = default)
        where T : struct, IProtocol<T>
    {
        ArgumentNullException.ThrowIfNull(uri);
        EventLoop loop = Loops.Mine[0];
        ConnectText.CheckUri(uri);
        int protocol = loop.IndexOf(typeof(T));
        if (protocol < 0)
            throw ThrowHelper.NotServed(typeof(T));
        options ??= ConnectOptions.Default;
        options.Reconnect?.Validate();
        return loop.Connect(new ConnectAttempt<T>(this, uri, options, protocol, state));
    }

    /// <summary>Takes over a connected TCP socket that somebody else has accepted, and reads its opening handshake.</summary>
    /// <param name="socket">The socket. On success the context has it, under another descriptor's number, and the handle is closed;
    /// else it is still the caller's.</param>
    /// <param name="received">What was already read from it, from the first byte of the request on; at most
    /// <see cref="LwsOptions.ReceiveBufferSize"/> less one.</param>
    /// <exception cref="ArgumentException">More was received than that.</exception>
    /// <exception cref="InvalidOperationException">The context runs on another thread.</exception>
    /// <remarks>In a handler, on its loop; or while the context does not run, on the first. libwebsockets: <c>lws_adopt_socket_readbuf</c>.</remarks>
    public AdoptResult Adopt(SafeSocketHandle socket, ReadOnlySpan<byte> received = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        EventLoop loop = Loops.Mine[0];
        if (received.Length >= Options.ReceiveBufferSize)
            throw new ArgumentException($"Give at most {Options.ReceiveBufferSize - 1} bytes.", nameof(received));
        if (socket.IsInvalid || socket.IsClosed)
            return AdoptResult.NoSocket;
        return loop.Adopt(socket, received);
    }

    /// <summary>Finds an open session by its file descriptor.</summary>
    /// <param name="fd">The descriptor's number; below 0 there is none.</param>
    /// <param name="session">A value that finds the session while it is open.</param>
    /// <exception cref="InvalidOperationException">The context runs on another thread.</exception>
    /// <remarks>In a handler, among the sessions of its loop; or while the context does not run. libwebsockets: <c>wsi_from_fd</c>.</remarks>
    public bool TryFind(int fd, out SessionHandle session)
    {
        session = default;
        foreach (EventLoop loop in Loops.Mine)
        {
            if (fd < 0 || !loop.TryFind(fd, out int slot))
                continue;
            session = loop.HandleOf(slot);
            return true;
        }

        return false;
    }

    /// <summary>What the context holds, in bytes; in a handler, what its loop holds. Takes time that grows with the connections.</summary>
    /// <exception cref="InvalidOperationException">The context runs on another thread.</exception>
    public LwsMemory Memory
    {
        get
        {
            LwsMemory memory = default;
            foreach (EventLoop loop in Loops.Mine)
                memory += loop.Memory;
            return memory;
        }
    }
}
