using Lws.Connections;

namespace Lws.Loop;

/// <summary>What others may ask of the loop: descriptors, time, memory.</summary>
internal sealed partial class EventLoop<TDispatch, TTable, TIo>
{
    internal override int ConnectionCount => _table.Count;

    internal override int PollFd => _io.PollFd;

    internal override int TimeToNextTimer => _io.HasReady ? 0 : WaitTime(-1);

    internal override LwsMemory Memory
    {
        get
        {
            long queued = 0;
            for (int slot = 0; slot < Connections.HighWater; slot++)
                queued += Connections[slot].State == ConnectionState.Free ? 0 : Connections[slot].QueuedBytes;
            long sessions = 0;
            foreach (Dispatch.Slab slab in Protocols)
                sessions += slab.Bytes;
            long buffers = _received.Bytes + Outbound.Bytes + Blocks.RecordBytes
                + Mailbox.Bytes + _io.Bytes + Timers.Bytes + ContextTimers.Bytes + Deadlines.Bytes + _opening.Bytes + _clientOpening.Bytes
                + HalfOpen.Bytes + ResponseHeaders.Bytes;
            return new LwsMemory(
                _table.Bytes,
                Connections.Bytes + Rates.Bytes,
                sessions,
                buffers,
                Blocks.RentedBytes,
                Blocks.RetainedBytes,
                queued,
                Compression?.RentedBytes ?? 0,
                Compression?.RetainedBytes ?? 0,
                Publisher?.Bytes ?? 0);
        }
    }

    internal override bool TryFind(int fd, out int slot) =>
        _table.TryFind(fd, out slot) && Connections[slot].State == ConnectionState.Open;

    internal override SessionHandle HandleOf(int slot) => new(this, slot, _table.GenerationOf(slot));

    internal override uint GenerationOf(int slot) => _table.GenerationOf(slot);

    internal override bool IsCurrent(int slot, uint generation) => _table.IsCurrent(slot, generation);
}
