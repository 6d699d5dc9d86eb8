using Lws.Interop;
using Lws.Streams;

namespace Lws.Testing;

/// <summary>What lies between a test's client and the context: two queues of bytes in memory, with the manners of a TCP connection.</summary>
/// <remarks>One thread: the loop runs on the test's own.</remarks>
internal sealed class TestWire : ByteStream
{
    private readonly ByteQueue _toServer = new();
    private bool _isReset;
    private bool _hasClientEnded;

    /// <summary>Sent by the server and not taken by the client.</summary>
    public ByteQueue ToClient { get; } = new();

    /// <summary>How many bytes the server can send before the client takes some.</summary>
    public int Window { get; set; } = 65_536;

    /// <summary>How many bytes the server receives at once, at most.</summary>
    public int MaxPiece { get; set; } = int.MaxValue;

    /// <summary>The server has ended its side: nothing follows what is in <see cref="ToClient"/>.</summary>
    public bool HasServerEnded { get; private set; }

    public override EpollReadiness ReadinessFor(EpollInterest interest)
    {
        EpollReadiness readiness = _isReset ? EpollReadiness.Error : EpollReadiness.None;
        if (_toServer.Count > 0 || _hasClientEnded)
            readiness |= EpollReadiness.Receive;
        if (ToClient.Count < Window)
            readiness |= EpollReadiness.Send;
        return readiness & ((EpollReadiness)interest | EpollReadiness.Error);
    }

    public override SysResult Receive(Span<byte> buffer)
    {
        if (_isReset)
            return SysResult.Reset;
        if (_toServer.Count == 0)
            return _hasClientEnded ? SysResult.Success(0) : SysResult.NotNow;
        int count = Math.Min(Math.Min(_toServer.Count, MaxPiece), buffer.Length);
        _toServer.Waiting[..count].CopyTo(buffer);
        _toServer.Take(count);
        return SysResult.Success(count);
    }

    public override SysResult Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        if (_isReset)
            return SysResult.NobodyReads;
        int room = Math.Max(0, Window - ToClient.Count);
        if (room == 0)
            return SysResult.NotNow;
        int sent = Put(first, room);
        sent += Put(second, room - sent);
        sent += Put(third, room - sent);
        return SysResult.Success(sent);
    }

    public override void SendFin() => HasServerEnded = true;

    public override void Close() => HasServerEnded = true;

    public void SendToServer(ReadOnlySpan<byte> bytes)
    {
        if (HasServerEnded || _hasClientEnded || _isReset)
            return;
        _toServer.Put(bytes);
        Changed();
    }

    /// <summary>The client takes bytes: there may be room again.</summary>
    public void TakeFromServer(int count)
    {
        ToClient.Take(count);
        Changed();
    }

    public void EndByClient()
    {
        _hasClientEnded = true;
        Changed();
    }

    public void ResetByClient()
    {
        _isReset = true;
        Changed();
    }

    private int Put(ReadOnlySpan<byte> bytes, int room)
    {
        int count = Math.Min(bytes.Length, room);
        ToClient.Put(bytes[..count]);
        return count;
    }
}
