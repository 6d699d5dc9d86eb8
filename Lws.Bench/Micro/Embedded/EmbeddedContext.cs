using System.Net;
using Lws.Bench.Micro.Handshake;
using Lws.Handshake;
using Lws.Loop;

namespace Lws.Bench.Micro.Embedded;

/// <summary>The whole of Lws but for system calls: the event loop over a <see cref="MemoryNetwork"/>.</summary>
/// <remarks>All connections of a server are accepted before the first of them sends its request.</remarks>
internal sealed class EmbeddedContext() : EmbeddedEcho(new LwsOptions { MaxHandshakes = MemoryNetwork.MaxConnections })
{
    private const int DispatchArgument = 0; // of EventLoop<TDispatch, TTable, TIo>
    private const int TableArgument = 1;

    private static readonly Uri Server = new("ws://127.0.0.1/");

    private readonly byte[] _response = new byte[HandshakeResponse.MaxLength];

    public MemoryNetwork Network { get; } = new();

    /// <summary>A server with that many open connections.</summary>
    public static EmbeddedContext WithClients(int connections)
    {
        EmbeddedContext context = Listening();
        for (int connection = 0; connection < connections; connection++)
            context.Accept();
        context.Deliver(Heads.Minimal);
        return context;
    }

    /// <summary>A server without a connection.</summary>
    public static EmbeddedContext Listening()
    {
        var context = new EmbeddedContext();
        context.Listen(new IPEndPoint(IPAddress.Loopback, 1));
        return context;
    }

    /// <summary>A client without a connection.</summary>
    public static EmbeddedContext Unconnected() => new();

    /// <summary>A client with one open connection.</summary>
    public static EmbeddedContext WithServer()
    {
        EmbeddedContext context = Unconnected();
        context.ConnectOut();
        return context;
    }

    public void Accept()
    {
        Network.Knock();
        RunBatches();
    }

    /// <summary>Connects and completes the handshake, the server's part included.</summary>
    /// <returns>The bytes of the request.</returns>
    public int ConnectOut()
    {
        if (Connect<Serving.Echo>(Server) != ConnectResult.Started)
            throw new InvalidOperationException("An embedded client is refused its connection.");
        Network.BecomeWritable();
        RunBatches();
        int requestLength = Network.SentLength;
        int length = HandshakeResponse.WriteAccepted(_response, Heads.KeyOf(Network.Sent), "echo"u8);
        Deliver(_response.AsMemory(0, length));
        return requestLength;
    }

    /// <summary>The bytes arrive on every connection, each in one receive.</summary>
    /// <returns>How many bytes were sent for it.</returns>
    public int Deliver(ReadOnlyMemory<byte> bytes)
    {
        Network.Arrive(bytes);
        RunBatches();
        return Network.SentLength;
    }

    // What the generator emitted is the type of the loop that it makes over epoll: private structs, else out of reach.
    protected override EventLoop CreateLoop()
    {
        EventLoop emitted = base.CreateLoop();
        Type[] arguments = emitted.GetType().GetGenericArguments();
        emitted.CloseDescriptors();

        Type loop = typeof(EventLoop<,,>).MakeGenericType(arguments[DispatchArgument], arguments[TableArgument], typeof(MemoryIo));
        object dispatch = Activator.CreateInstance(arguments[DispatchArgument])!;
        return (EventLoop)Activator.CreateInstance(loop, this, FdLimit, WhenFull.Pause, dispatch, new MemoryIo(Network))!;
    }

    private void RunBatches()
    {
        while (Network.HasEvents)
            RunOnce(TimeSpan.Zero);
    }
}
