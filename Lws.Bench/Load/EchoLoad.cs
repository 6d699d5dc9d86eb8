using System.Diagnostics;
using Lws.Bench.Load.Wire;
using Lws.Interop;

namespace Lws.Bench.Load;

/// <summary>Sends messages and counts their echoes: a ready connection costs one receive and one send, whatever the depth.</summary>
/// <remarks>
/// It stands on the library's wrappers of system calls, and on none of its protocol code. The first and the last message of a
/// connection travel alone and are compared in full; between them the depth is kept, and headers and lengths are compared.
/// </remarks>
internal sealed class EchoLoad : LoadEngine
{
    private const int ReceiveBufferBytes = 256 << 10;
    private const int MaxBurstBytes = 64 << 20;

    private readonly LoadPlan _plan;
    private readonly Target _target;
    private readonly EchoFrames _frames;
    private readonly List<EchoConnection> _connections = [];
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(ReceiveBufferBytes, pinned: true);
    private long _owed;
    private bool _compares;
    private bool _sendsOn;

    /// <exception cref="LoadException">More is to be in flight on a connection than this load keeps ready to send.</exception>
    public EchoLoad(LoadPlan plan, Target target)
    {
        if ((long)plan.PayloadBytes * plan.Depth > MaxBurstBytes)
            throw new LoadException($"payload times depth is more than {MaxBurstBytes:N0} bytes");
        _plan = plan;
        _target = target;
        _frames = new EchoFrames(plan.PayloadBytes, plan.Depth, target.IsRaw);
    }

    public override void Start()
    {
        using (var opener = new Opener(_target, _plan.Patience))
            opener.Open(_plan.Connections + _plan.IdleConnections, Add);
        ExchangeOne(_connections.Count);
        _sendsOn = true;
        for (int i = 0; i < _plan.Connections; i++)
            Send(_connections[i], _plan.Depth);
    }

    public override void Finish()
    {
        _sendsOn = false;
        AwaitEchoes();
        ExchangeOne(_plan.Connections);
    }

    public override void Dispose()
    {
        foreach (EchoConnection connection in _connections)
            connection.Reset();
        base.Dispose();
    }

    protected override void Serve(EpollEvent ready)
    {
        EchoConnection connection = _connections[(int)ready.Data];
        if ((ready.Readiness & EpollReadiness.Send) != 0)
            connection.Flush();
        if (ready.Readiness == EpollReadiness.Send)
            return;

        int completed = connection.Receive(_buffer, _compares);
        if (completed == 0)
            return;
        connection.Complete(completed, Now, Latencies);
        Completed += completed;
        _owed -= completed;
        if (_sendsOn)
            Send(connection, completed);
    }

    private void Add(int fd, ReadOnlySpan<byte> rest)
    {
        var connection = new EchoConnection(_connections.Count, fd, _plan.Depth, _frames, Epoll);
        _connections.Add(connection);
        connection.Open(rest);
    }

    private void Send(EchoConnection connection, int messages)
    {
        _owed += messages;
        connection.Send(messages, Now);
    }

    private void ExchangeOne(int connections)
    {
        Debug.Assert(_owed == 0 && !_sendsOn, "nothing else is in flight");
        _compares = true;
        for (int i = 0; i < connections; i++)
            Send(_connections[i], 1);
        AwaitEchoes();
        _compares = false;
    }

    private void AwaitEchoes()
    {
        if (TryServeUntil(() => _owed == 0, _plan.Patience))
            return;
        int waiting = _connections.Count(connection => connection.InFlight > 0);
        throw new LoadException($"{_owed} echoes on {waiting} connections did not come within {_plan.Patience.TotalSeconds:0.#} s");
    }
}
