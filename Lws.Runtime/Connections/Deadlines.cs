using Lws.Loop;

namespace Lws.Connections;

/// <summary>
/// The deadlines of all connections, by one timer each. Traffic does not touch the timer: it leaves a time stamp, and the timer, when it
/// runs out, works out the next moment at which a deadline can have passed.
/// </summary>
/// <remarks>Loop thread only.</remarks>
internal sealed class Deadlines(EventLoop loop, TimeLimits limits)
{
    private readonly Lifetimes? _lifetimes = limits.Lifetime == TimeLimits.Never ? null : new Lifetimes(loop);

    public long Bytes => _lifetimes?.Bytes ?? 0;

    public void StartConnect(ref Connection connection) => Restart(ref connection, limits.Connect);

    public void StartHandshake(ref Connection connection) => Restart(ref connection, limits.Handshake);

    /// <summary>The handshake is done: from now on silence counts, and the session's lifetime.</summary>
    public void StartOpen(ref Connection connection)
    {
        uint silence = Math.Min(limits.Idle, limits.Ping);
        ArmNoLater(ref connection, _lifetimes is null ? silence : Math.Min(silence, _lifetimes.Start(connection.Slot)));
    }

    /// <summary>From now on the connection has the close time-out to end; or, while it is sent a file, to take more of it.</summary>
    public void StartClosing(ref Connection connection) => Restart(ref connection, limits.Close);

    /// <summary>The socket is full.</summary>
    public void StartSend(ref Connection connection) => ArmNoLater(ref connection, limits.Send);

    /// <summary>A message has begun and is not complete.</summary>
    public void StartMessage(ref Connection connection)
    {
        loop.Connections.Detail(connection.Slot).WaitSince = loop.Now;
        ArmNoLater(ref connection, limits.Message);
    }

    /// <summary>Says which deadline has passed, and arms the timer for the next.</summary>
    public Deadline Check(ref Connection connection)
    {
        ref ConnectionDetail detail = ref loop.Connections.Detail(connection.Slot);
        uint wait = TimeLimits.Never;
        Deadline passed = connection.State switch
        {
            ConnectionState.Connecting => Check(detail.WaitSince, limits.Connect, Deadline.Connect, ref wait),
            ConnectionState.Handshake or ConnectionState.Upgrading =>
                Check(detail.WaitSince, limits.Handshake, Deadline.Handshake, ref wait),
            ConnectionState.Open => CheckOpen(ref connection, ref detail, ref wait),
            _ => Check(detail.WaitSince, limits.Close, Deadline.Close, ref wait),
        };
        if (wait != TimeLimits.Never)
            loop.Timers.Arm(TimerNodes.DeadlineId(connection.Slot), loop.Now + wait);
        return passed;
    }

    private Deadline CheckOpen(ref Connection connection, ref ConnectionDetail detail, ref uint wait)
    {
        if (_lifetimes is not null && CheckLifetime(_lifetimes.Left(connection.Slot), ref wait) != Deadline.None)
            return Deadline.Lifetime;
        if (connection.Has(ConnectionFlags.Blocked)
            && Check(loop.Outbound.ProgressAt(ref connection), limits.Send, Deadline.Send, ref wait) != Deadline.None)
        {
            return Deadline.Send;
        }

        // A peer that we do not read from cannot show that it lives.
        if (connection.Has(ConnectionFlags.Paused))
            connection.LastReceived = detail.WaitSince = loop.Now;
        if (connection.Has(ConnectionFlags.PingSent) && (int)(connection.LastReceived - detail.PingSentAt) >= 0)
            connection.Clear(ConnectionFlags.PingSent);

        if (connection.Has(ConnectionFlags.Incomplete)
            && Check(detail.WaitSince, limits.Message, Deadline.Message, ref wait) != Deadline.None)
        {
            return Deadline.Message;
        }

        if (Check(connection.LastReceived, limits.Idle, Deadline.Idle, ref wait) != Deadline.None)
            return Deadline.Idle;
        if (!connection.Has(ConnectionFlags.PingSent)
            && Check(connection.LastReceived, limits.Ping, Deadline.Ping, ref wait) == Deadline.None)
        {
            return Deadline.None;
        }

        // The pong may come at once, and silence count anew from it: the next ping may be due before this one's pong is overdue.
        wait = Math.Min(wait, limits.Ping);
        if (connection.Has(ConnectionFlags.PingSent))
            return Check(detail.PingSentAt, limits.Pong, Deadline.Pong, ref wait);

        connection.Set(ConnectionFlags.PingSent);
        detail.PingSentAt = loop.Now;
        wait = Math.Min(wait, limits.Pong);
        return Deadline.Ping;
    }

    private static Deadline CheckLifetime(int left, ref uint wait)
    {
        if (left <= 0)
            return Deadline.Lifetime;
        wait = Math.Min(wait, (uint)left);
        return Deadline.None;
    }

    private Deadline Check(uint since, uint limit, Deadline deadline, ref uint wait)
    {
        if (limit == TimeLimits.Never)
            return Deadline.None;
        uint elapsed = loop.Now - since;
        if (elapsed >= limit)
            return deadline;
        wait = Math.Min(wait, limit - elapsed);
        return Deadline.None;
    }

    private void Restart(ref Connection connection, uint limit)
    {
        loop.Connections.Detail(connection.Slot).WaitSince = loop.Now;
        if (limit == TimeLimits.Never)
            loop.Timers.Cancel(TimerNodes.DeadlineId(connection.Slot));
        else
            loop.Timers.Arm(TimerNodes.DeadlineId(connection.Slot), loop.Now + limit);
    }

    private void ArmNoLater(ref Connection connection, uint limit)
    {
        int id = TimerNodes.DeadlineId(connection.Slot);
        uint due = loop.Now + limit;
        bool isEarlier = !loop.Timers.IsArmed(id) || (int)(due - loop.Connections.Detail(connection.Slot).Deadline.Due) < 0;
        if (limit != TimeLimits.Never && isEarlier)
            loop.Timers.Arm(id, due);
    }
}
