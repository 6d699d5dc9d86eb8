using System.Diagnostics;
using System.Text;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Handshake;
using Lws.Loop;

namespace Lws.Observability;

/// <summary>What a loop counts for the meter "Lws". Of each message nothing, while nobody listens.</summary>
/// <remarks>
/// Loop thread only. Whether somebody listens is asked once a batch. If so, every connection and every protocol bears a mark, which
/// the code for messages tests together with others that it has to test anyway.
/// </remarks>
internal sealed class LoopCounts
{
    private readonly EventLoop _loop;
    private readonly ProtocolCounts?[] _counts; // of each protocol as a server, then as a client; made when there is something to count
    private readonly KeyValuePair<string, object?> _context;
    private long _batchBegan; // 0 where nobody wants to know

    public LoopCounts(EventLoop loop)
    {
        _loop = loop;
        _counts = new ProtocolCounts?[2 * loop.Protocols.Length];
        _context = new(Tags.Context, loop.Context.GetType().Name);
    }

    /// <summary>Whether messages and bytes are counted in this batch.</summary>
    public bool IsCounting { get; private set; }

    public void BeginBatch()
    {
        if (Metrics.CountsTraffic != IsCounting)
            SetCounting(!IsCounting);
        if (Metrics.BatchDuration.Enabled)
            _batchBegan = Stopwatch.GetTimestamp();
        else
            _batchBegan = 0;
    }

    public void EndBatch()
    {
        if (_batchBegan != 0)
            RecordBatch();
    }

    public void Opened(ref Connection connection)
    {
        ProtocolCounts counts = Of(in connection);
        counts.Opened++;
        counts.Open++;
        if (IsCounting)
            connection.Set(ConnectionFlags.Counted);
    }

    public void Closed(ref Connection connection, in CloseStatus status)
    {
        ProtocolCounts counts = Of(in connection);
        counts.Open--;
        if (Metrics.Closed.Enabled)
        {
            Metrics.Closed.Add(
                1, [counts.ProtocolTag, counts.RoleTag, Tags.Of(status.Code), status.ByPeer ? Tags.ByPeer : Tags.ByUs]);
        }
    }

    public void ReceivedMessage(ref readonly Connection connection) => Of(in connection).MessagesReceived++;

    public void SentMessage(ref readonly Connection connection)
    {
        if (IsCounting)
            Of(in connection).MessagesSent++;
    }

    public void ReceivedBytes(ref readonly Connection connection, int count) => Of(in connection).BytesReceived += count;

    public void SentBytes(ref readonly Connection connection, int count) => Of(in connection).BytesSent += count;

    public void Dropped(ref readonly Connection connection) => Of(in connection).Dropped++;

    /// <summary>So many bytes more wait; or fewer.</summary>
    public void Queued(ref readonly Connection connection, int change) => Of(in connection).Queued += change;

    /// <summary>A request was refused, or timed out.</summary>
    public static void HandshakeFailed(HandshakeError error)
    {
        if (Metrics.HandshakeFailed.Enabled)
            Metrics.HandshakeFailed.Add(1, ErrorTypes.Of(error));
    }

    /// <summary>A client has hung up before its request was answered.</summary>
    public static void HandshakeLost()
    {
        if (Metrics.HandshakeFailed.Enabled)
            Metrics.HandshakeFailed.Add(1, ErrorTypes.Of(ConnectError.ConnectionLost));
    }

    /// <summary>A handler has refused a request.</summary>
    public void UpgradeRefused(ref readonly Connection connection)
    {
        if (Metrics.HandshakeFailed.Enabled)
            Metrics.HandshakeFailed.Add(1, Of(in connection).ProtocolTag, ErrorTypes.RefusedByHandler);
    }

    /// <summary>A client's attempt has come to nothing.</summary>
    public void ConnectFailed(int protocol, ConnectError error)
    {
        if (Metrics.ConnectFailed.Enabled)
            Metrics.ConnectFailed.Add(1, Of(protocol, isClient: true).ProtocolTag, ErrorTypes.Of(error));
    }

    /// <summary>The loop has ended; what it has counted is kept.</summary>
    public void Retire()
    {
        foreach (ProtocolCounts? counts in _counts)
        {
            if (counts is not null)
                CountRegistry.Retire(counts);
        }
    }

    /// <summary>A protocol's name.</summary>
    public string NameOf(int protocol) => Of(protocol, isClient: false).Protocol;

    private void RecordBatch() => Metrics.BatchDuration.Record(Stopwatch.GetElapsedTime(_batchBegan).TotalSeconds, _context);

    private ProtocolCounts Of(ref readonly Connection connection) =>
        Of(connection.Protocol, connection.Has(ConnectionFlags.Client));

    private ProtocolCounts Of(int protocol, bool isClient)
    {
        ref ProtocolCounts? counts = ref _counts[2 * protocol + (isClient ? 1 : 0)];
        return counts ??= Make(protocol, isClient);
    }

    private ProtocolCounts Make(int protocol, bool isClient)
    {
        string name = Encoding.ASCII.GetString(_loop.Protocols[protocol].Name);
        var counts = new ProtocolCounts(name, isClient ? Tags.Client : Tags.Server);
        CountRegistry.Add(counts);
        return counts;
    }

    private void SetCounting(bool isCounting)
    {
        IsCounting = isCounting;
        foreach (ref ProtocolTraits traits in _loop.Traits.AsSpan())
            traits = traits with { Events = isCounting ? traits.Events | ProtocolTraits.Counted : traits.Events & ~ProtocolTraits.Counted };
        for (int slot = 0; slot < _loop.Connections.HighWater; slot++)
        {
            ref Connection connection = ref _loop.Connections[slot];
            if (!isCounting)
                connection.Clear(ConnectionFlags.Counted);
            else if (connection.HasSession)
                connection.Set(ConnectionFlags.Counted);
        }
    }
}
