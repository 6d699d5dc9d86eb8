using Lws.Connections;
using Lws.Interop;

namespace Lws.Loop;

/// <summary>Handshakes under way: how many there may be, and the decisions that come from other threads.</summary>
internal sealed partial class EventLoop<TDispatch, TTable, TIo>
{
    private uint? _halfOpenToldAt;

    private void StartHandshake(ref Connection connection)
    {
        HalfOpen.Add(connection.Slot, _table.GenerationOf(connection.Slot));
        Deadlines.StartHandshake(ref connection);
    }

    /// <summary>Closes the connection that has been half open for longest, unless the rest of its request has come by now.</summary>
    private void DisplaceHalfOpen()
    {
        ref Connection oldest = ref HalfOpen.Oldest();
        Serve(ref oldest, EpollReadiness.Receive);
        if (!HalfOpen.IsFull)
            return;

        CloseHandshake.Lose(ref HalfOpen.Oldest());
        Metrics.HalfOpenClosed.Add(1);
        if (_halfOpenToldAt is { } last && Now - last < Silence)
            return;
        _halfOpenToldAt = Now;
        Log.HalfOpenFull(Context.Options.Logger, HalfOpen.Limit);
    }

    private void TakeUpgradeAnswers()
    {
        while (Deferred.TryTake(out UpgradeAnswer answer))
        {
            // It may have timed out, or been lost, after the answer was given.
            if (!_table.IsCurrent(answer.Slot, answer.Generation) || Connections[answer.Slot].State != ConnectionState.Upgrading)
                continue;
            ref Connection connection = ref Connections[answer.Slot];
            Outbound.Cork(ref connection);
            _upgrades.Conclude(ref connection, answer.Result);
            Outbound.Uncork(ref connection);
            Unsettle(ref connection);
        }
    }
}
