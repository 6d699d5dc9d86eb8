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
    private readonly ProtocolCounts[] _counts; // of each protocol as a server, then as a client
    private readonly KeyValuePair<string, object?> _context;
    private long _batchBegan; // 0 where nobody wants to know

    public LoopCounts(EventLoop loop)
    {
        _loop = loop;
        _counts = [.. loop.Protocols.SelectMany(static protocol => CountsOf(Encoding.ASCII.GetString(protocol.Name)))];
        _context = new(Tags.Context, loop.Context.GetType().Name);
        CountRegistry.Add(_counts);
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
            Metrics.ConnectFailed.Add(1, _counts[2 * protocol].ProtocolTag, ErrorTypes.Of(error));
    }

    /// <summary>The loop has ended; what it has counted is kept.</summary>
    public void Retire() => CountRegistry.Retire(_counts);

    /// <summary>A protocol's name. Any thread.</summary>
    public string NameOf(int protocol) => _counts[2 * protocol].Protocol;

    private void RecordBatch() => Metrics.BatchDuration.Record(Stopwatch.GetElapsedTime(_batchBegan).TotalSeconds, _context);

    private ProtocolCounts Of(ref readonly Connection connection) =>
        _counts[2 * connection.Protocol + (connection.Has(ConnectionFlags.Client) ? 1 : 0)];

    private static ProtocolCounts[] CountsOf(string protocol) =>
        [new ProtocolCounts(protocol, Tags.Server), new ProtocolCounts(protocol, Tags.Client)];

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
