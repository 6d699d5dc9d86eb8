using System.Diagnostics.CodeAnalysis;
using System.Text;
using Lws.Connections;
using Lws.Dispatch;
using Lws.Loop;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lws.Observability;

/// <summary>Finds handlers that block their loop, and names them while they do: the <see cref="Watchdog"/> looks at what the loop is doing.</summary>
/// <remarks>
/// <para>The loop's side costs two stores a batch. It says which handler it calls, but for the handlers of messages: those are what
/// it is in when it serves a connection and has said nothing. So no message pays for this.</para>
/// <para>Watched is a loop that has had a batch since the watchdog's last look; at rest, nobody looks.</para>
/// </remarks>
internal sealed class LoopWatch(EventLoop loop)
{
    private const int NoSlot = -1;
    private const long Silence = 1_000; // milliseconds between two log lines of a loop

    private readonly ILogger _logger = loop.Context.Options.Logger;
    private readonly bool _isLogged = loop.Context.Options.Logger is not NullLogger;
    private readonly bool _isOff = loop.Limits.SlowHandler == TimeLimits.Never;

    // The loop's side.
    private uint _batch;
    private bool _isBusy;
    private string? _handler;
    private string _protocol = "";
    private int _slot = NoSlot;
    private int _isWatched;

    // The watchdog's side.
    private Sighting _seen;
    private long _since;
    private long _toldAt = -Silence;
    private (string Protocol, string Handler)? _slow; // what has been at it for too long
    private bool _isTold;
    private int _suppressed;

    /// <summary>How often to look, in milliseconds. Any thread.</summary>
    public int Period { get; } = (int)Math.Max(1, Math.Min(loop.Limits.SlowHandler, int.MaxValue) / 4);

    /// <summary>Whether the watchdog looks at the loop. Any thread.</summary>
    public bool IsWatched => Volatile.Read(ref _isWatched) != 0;

    /// <summary>Loop thread.</summary>
    public void BeginBatch()
    {
        Volatile.Write(ref _batch, _batch + 1);
        Volatile.Write(ref _isBusy, true);
        if (_isWatched == 0 && IsWanted)
            BeWatched();
    }

    /// <summary>Loop thread.</summary>
    public void EndBatch() => Volatile.Write(ref _isBusy, false);

    /// <summary>A handler begins that is none of messages. Loop thread.</summary>
    public void Enter(ref readonly Connection connection, string handler) =>
        Enter(connection.Slot, loop.Counts.NameOf(connection.Protocol), handler);

    /// <summary>A handler begins that belongs to no connection. Loop thread.</summary>
    public void Enter(int protocol, string handler) => Enter(NoSlot, loop.Counts.NameOf(protocol), handler);

    /// <summary>A callback begins that belongs to no protocol. Loop thread.</summary>
    public void Enter(string callback) => Enter(NoSlot, "none", callback);

    /// <summary>It has returned. Loop thread.</summary>
    public void Exit() => Volatile.Write(ref _handler, null);

    /// <summary>Looks what the loop is doing, and says so if it has been at it for too long. The watchdog's thread.</summary>
    /// <returns>False where it has been at rest since the last look: when it has a batch, it is to be watched again.</returns>
    public bool Look(long now)
    {
        Sighting sighting = See();
        if (sighting != _seen)
        {
            Conclude(now);
            _seen = sighting;
            _since = now;
            return true;
        }

        if (!sighting.IsBusy)
            return !TryRest();
        if (!_isTold && now - _since >= loop.Limits.SlowHandler)
            Tell(now);
        return true;
    }

    private bool IsWanted => !_isOff && (_isLogged || Metrics.SlowHandlers.Enabled);

    private void BeWatched()
    {
        if (Interlocked.Exchange(ref _isWatched, 1) == 0)
            Watchdog.Add(this);
    }

    private void Enter(int slot, string protocol, string handler)
    {
        _slot = slot;
        _protocol = protocol;
        Volatile.Write(ref _handler, handler);
    }

    private Sighting See()
    {
        uint batch = Volatile.Read(ref _batch);
        bool isBusy = Volatile.Read(ref _isBusy);
        string? handler = Volatile.Read(ref _handler);
        return new Sighting(batch, isBusy, handler is null ? loop.Outbound.Corked : _slot, handler);
    }

    // The loop tests the flag without a fence of its own, so that this side pays for both: either it sees the flag down, or its batch is seen here.
    private bool TryRest()
    {
        Volatile.Write(ref _isWatched, 0);
        Interlocked.MemoryBarrierProcessWide();
        return See() == _seen || Interlocked.Exchange(ref _isWatched, 1) != 0;
    }

    // Reads what is the loop's while it may run: it has stood still for a while, and a wrong name would do no harm.
    private bool TryName([NotNullWhen(true)] out string? protocol, [NotNullWhen(true)] out string? handler)
    {
        (protocol, handler) = (_protocol, _seen.Handler);
        if (handler is not null)
            return true;
        if (_seen.Slot == NoSlot)
            return false;
        int index = loop.Connections[_seen.Slot].Protocol;
        protocol = Encoding.ASCII.GetString(loop.Protocols[index].Name);
        handler = loop.Traits[index].Has(ProtocolEvents.Fragment) ? "OnFragment" : "OnMessage";
        return loop.Connections[_seen.Slot].HasSession;
    }

    private void Tell(long now)
    {
        if (!TryName(out string? protocol, out string? handler))
            return;
        _slow = (protocol, handler);

        // One that blocks for longer than the silence is named after it.
        if (now - _toldAt < Silence)
            return;
        (_isTold, _toldAt, int suppressed, _suppressed) = (true, now, _suppressed, 0);
        try
        {
            Log.HandlerBlocks(_logger, handler, protocol, now - _since, suppressed);
        }
        catch (Exception)
        {
            // On this thread it would end the process; on the loop's own, the next event will show that the logger is broken.
        }
    }

    private void Conclude(long now)
    {
        if (_slow is not { } slow)
            return;
        _suppressed += _isTold ? 0 : 1;
        (_slow, _isTold) = (null, false);
        Metrics.SlowHandlers.Record((now - _since) / 1_000.0, new(Tags.Protocol, slow.Protocol), new(Tags.Handler, slow.Handler));
    }
}
