using Lws.Interop;

namespace Lws.Streams;

/// <summary>
/// A stream of bytes that is no socket and behaves like one: it takes what it has room for, gives what there is, and else answers
/// that it would block. The loop knows it by a descriptor that no kernel gives out (<see cref="StreamTable"/>).
/// </summary>
/// <remarks>Loop thread only, but for <see cref="Changed"/>.</remarks>
internal abstract class ByteStream
{
    private StreamTable? _table;

    /// <summary>The peer's address, where the transport below has one.</summary>
    public TcpEndPoint Remote { get; init; }

    /// <summary>The address that the peer has connected to, where the transport below has one.</summary>
    public TcpEndPoint Local { get; init; }

    /// <summary>What it is watched for.</summary>
    public EpollInterest Interest { get; set; }

    /// <summary>What its events carry.</summary>
    public ulong Data { get; set; }

    /// <summary>It is in the table's list of streams to look at; the table's to change.</summary>
    public bool IsListed { get; set; }

    /// <summary>What it is ready for now, as far as that was asked for, and whether it is broken.</summary>
    public abstract EpollReadiness ReadinessFor(EpollInterest interest);

    /// <summary>Takes what has arrived; 0 is the end of the peer's side.</summary>
    public abstract SysResult Receive(Span<byte> buffer);

    /// <summary>Sends three pieces, in order, as far as there is room.</summary>
    public abstract SysResult Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third);

    /// <summary>Ends our side, behind what was sent.</summary>
    public abstract void SendFin();

    /// <summary>The loop has done with it.</summary>
    public abstract void Close();

    /// <summary>It is in a table: it has a descriptor, and changes are reported.</summary>
    public bool IsAttached => _table is not null;

    public void AttachTo(StreamTable table) => _table = table;

    public void Detach() => _table = null;

    /// <summary>It may be ready for what it was not ready for before. Any thread.</summary>
    protected void Changed() => _table?.Changed(this);
}
