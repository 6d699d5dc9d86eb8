using Lws.Connections;

namespace Lws.Loop;

/// <summary>The end of the whole loop: its sessions are closed a few at a time, and what is left is cut.</summary>
internal sealed partial class EventLoop<TDispatch, TTable, TIo>
{
    private const uint DrainStep = 10; // milliseconds
    private const int StepsASecond = 100;

    private bool _isStopping;
    private int _drained; // slots, from the first on, whose sessions have been told
    private int _closesAStep;

    internal override void BeginDrain()
    {
        ReadClock();
        _isStopping = true;
        StopConnecting();
        CloseListeners();
        Log.Draining(Context.Options.Logger, ConnectionCount);
        LoseUnopened();
        _drained = 0;
        _closesAStep = ClosesAStep();
        CloseNext();
        SettleAll();
        Recycle();
        ConcludeAttempts();
    }

    internal override void CutAll()
    {
        Outbound.Abandon();
        _isStopping = true;
        StopConnecting();
        CloseListeners();
        Timers.Cancel(TimerNodes.DrainId);
        for (int slot = 0; slot < Connections.HighWater; slot++)
        {
            ref Connection connection = ref Connections[slot];
            if (connection.State is not (ConnectionState.Free or ConnectionState.Closed))
                CloseHandshake.Lose(ref connection);
        }

        SettleAll();
        Recycle();
        ConcludeAttempts();
        _isStopping = false;
    }

    private void LoseUnopened()
    {
        for (int slot = 0; slot < Connections.HighWater; slot++)
        {
            ref Connection connection = ref Connections[slot];
            if (connection.State is ConnectionState.Connecting or ConnectionState.Handshake or ConnectionState.Upgrading)
                CloseHandshake.Lose(ref connection);
        }
    }

    /// <summary>At the rate of the options, or at the one at which half of the drain's time does.</summary>
    private int ClosesAStep()
    {
        double least = (double)Context.Options.MaxClosesPerSecond / StepsASecond;
        double steps = Limits.Drain == TimeLimits.Never ? double.PositiveInfinity : Math.Max(Limits.Drain / DrainStep / 2, 1);
        return (int)Math.Ceiling(Math.Max(least, ConnectionCount / steps));
    }

    private void CloseNext()
    {
        for (int closed = 0; closed < _closesAStep && _drained < Connections.HighWater; _drained++)
        {
            ref Connection connection = ref Connections[_drained];
            if (connection.State != ConnectionState.Open)
                continue;
            CloseHandshake.Begin(ref connection, Context.Options.DrainCode, default);
            closed++;
        }

        if (_drained < Connections.HighWater)
            Timers.Arm(TimerNodes.DrainId, Now + DrainStep);
    }
}
