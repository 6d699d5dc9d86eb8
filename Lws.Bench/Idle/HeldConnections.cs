using System.Net;
using System.Net.Sockets;
using Lws.Bench.Load;
using Lws.Bench.Load.Wire;

namespace Lws.Bench.Idle;

/// <summary>Connections that have exchanged one message each and are silent since.</summary>
internal sealed class HeldConnections(Uri address)
{
    private const int MessageLength = 64;
    private const int MaxAnswer = 16 << 10;
    private const int PatienceMillis = 20_000;
    private const int AtATime = 50; // no more than a listener's backlog holds
    private const int PerSource = 5_000;
    private const byte FirstSource = 2;

    private static readonly byte[] Message = [.. Enumerable.Range(0, MessageLength).Select(value => (byte)value)];
    private static readonly byte[] Frame = ClientFrame.Write(ClientFrame.Binary, Message);

    private readonly Target _target = Target.Of(LoadPlan.Of(Scenarios.All[0], address));
    private readonly Stack<Socket> _sockets = new();

    /// <summary>Opens what is missing to this number, or closes what is above it.</summary>
    /// <exception cref="LoadException">The server did not take a connection, or did not echo.</exception>
    public void Hold(int connections)
    {
        while (_sockets.Count > connections)
            _sockets.Pop().Dispose();
        try
        {
            while (_sockets.Count < connections)
                Open(Math.Min(AtATime, connections - _sockets.Count));
        }
        catch (SocketException exception)
        {
            throw new LoadException($"after {_sockets.Count:N0} connections: {exception.Message}");
        }
    }

    // Step by step for all: a server that looks through all its connections at each wake-up does so once for many.
    private void Open(int count)
    {
        Socket[] opened = [.. Enumerable.Range(_sockets.Count, count).Select(Connect)];
        if (!_target.Greeting.Request.IsEmpty)
        {
            Array.ForEach(opened, socket => socket.Send(_target.Greeting.Request));
            Array.ForEach(opened, ReceiveAnswer);
        }

        Array.ForEach(opened, socket => socket.Send(Frame));
        Array.ForEach(opened, ReceiveEcho);
        Array.ForEach(opened, _sockets.Push);
    }

    private Socket Connect(int index)
    {
        // A reset when it is closed: thousands of ports in TIME_WAIT would be missing later.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true, ReceiveTimeout = PatienceMillis, LingerState = new LingerOption(enable: true, seconds: 0),
        };
        socket.Bind(new IPEndPoint(Source(index), 0));
        socket.Connect(_target.EndPoint);
        return socket;
    }

    // The kernel takes ever longer to find a free port when half of an address's ports are taken.
    private static IPAddress Source(int connection) => new([127, 0, 0, (byte)(FirstSource + (connection / PerSource))]);

    private void ReceiveAnswer(Socket socket)
    {
        Span<byte> answer = stackalloc byte[MaxAnswer];
        int length = 0;
        do
            length += Receive(socket, answer[length..]);
        while (!_target.Greeting.TryReadAnswer(answer[..length], out _));
    }

    private void ReceiveEcho(Socket socket)
    {
        byte[] expected = _target.IsRaw ? Frame : [.. ClientFrame.Header(ClientFrame.Binary, MessageLength), .. Message];
        byte[] received = new byte[expected.Length];
        for (int length = 0; length < received.Length;)
            length += Receive(socket, received.AsSpan(length));
        if (!received.AsSpan().SequenceEqual(expected))
            throw new LoadException("a message came back as another");
    }

    private static int Receive(Socket socket, Span<byte> into)
    {
        int received = socket.Receive(into);
        return received > 0 ? received : throw new LoadException("the server closed a connection");
    }
}
