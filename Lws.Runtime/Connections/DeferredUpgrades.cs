using System.Diagnostics;
using Lws.Buffers;
using Lws.Handshake;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>The upgrades that <c>OnUpgrade</c> has put off: what their response needs, and the way of the answer into the loop.</summary>
/// <remarks>Loop thread only, but for <see cref="TryAnswer"/>. Each awaited answer comes at most once, so the queue is bounded.</remarks>
internal sealed class DeferredUpgrades(EventLoop loop)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, uint> _awaited = []; // generations by slot
    private readonly Queue<UpgradeAnswer> _answers = [];

    /// <summary>From now on the answer may come. False where too many are awaited.</summary>
    public bool TryAwait(int slot, uint generation)
    {
        lock (_gate)
        {
            if (_awaited.Count >= loop.HalfOpen.Limit && !_awaited.ContainsKey(slot))
                return false;
            _awaited[slot] = generation;
            return true;
        }
    }

    /// <summary>From now on no answer comes; one that has come already is passed over by its generation, or by the state.</summary>
    public void Forget(int slot)
    {
        lock (_gate)
            _awaited.Remove(slot);
    }

    /// <summary>Answers, if that is still awaited, and wakes the loop. Any thread.</summary>
    public bool TryAnswer(UpgradeAnswer answer)
    {
        lock (_gate)
        {
            if (!_awaited.TryGetValue(answer.Slot, out uint generation) || generation != answer.Generation)
                return false;
            _awaited.Remove(answer.Slot);
            _answers.Enqueue(answer);
        }

        loop.WakeUp();
        return true;
    }

    public bool TryTake(out UpgradeAnswer answer)
    {
        lock (_gate)
            return _answers.TryDequeue(out answer);
    }

    /// <summary>Keeps of the request what the response needs. The connection is not read from until there is an answer.</summary>
    public void Keep(ref Connection connection, ReadOnlySpan<byte> key, bool isOffered, ReadOnlySpan<byte> headers)
    {
        Debug.Assert(connection.State == ConnectionState.Handshake && connection.Message == 0, "A request is put off once.");
        connection.Message = loop.Blocks.Rent(ClientKey.Length + 1 + headers.Length);
        ref Block block = ref loop.Blocks[connection.Message];
        var writer = new HttpWriter(block.Free);
        writer.Write(key);
        writer.Write([isOffered ? (byte)1 : (byte)0]);
        writer.Write(headers);
        block.End = writer.Length;
        connection.State = ConnectionState.Upgrading;
        connection.Set(ConnectionFlags.Paused);
    }

    /// <summary>What was kept, valid until <see cref="Release"/>.</summary>
    public ReadOnlySpan<byte> Kept(ref Connection connection, out bool isOffered, out ReadOnlySpan<byte> headers)
    {
        ReadOnlySpan<byte> kept = loop.Blocks[connection.Message].Filled;
        isOffered = kept[ClientKey.Length] != 0;
        headers = kept[(ClientKey.Length + 1)..];
        return kept[..ClientKey.Length];
    }

    /// <summary>Returns what was kept; nobody can answer any more.</summary>
    public void Release(ref Connection connection)
    {
        Debug.Assert(connection.State == ConnectionState.Upgrading, "Nothing was put off.");
        Forget(connection.Slot);
        loop.ReturnBlock(ref connection.Message);
    }

    /// <summary>The client has gone, or has waited too long: there will be no session.</summary>
    public void Abandon(ref Connection connection)
    {
        Release(ref connection);
        connection.Clear(ConnectionFlags.Paused);
        loop.Protocols[connection.Protocol].Return(connection.SessionSlot);
    }
}
