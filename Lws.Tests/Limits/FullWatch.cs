using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Lws.Tests.Limits;

/// <summary>What the loop that runs on the test's own thread says about being full: in its log, and in the meter "Lws".</summary>
internal sealed class FullWatch : ILogger, IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public FullWatch()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Lws" && instrument.Name == "lws.accept.full")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    /// <summary>What <c>lws.accept.full</c> has counted since.</summary>
    public long Times { get; private set; }

    public List<string> Warnings { get; } = [];

    public LwsOptions Options => new() { Logger = this };

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // A slow machine may have the watchdog accuse a handler, on its own thread.
        if (Environment.CurrentManagedThreadId == _thread)
            Warnings.Add(formatter(state, exception));
    }

    public void Dispose() => _listener.Dispose();

    // The meter is the process's: other tests count in it at the same time.
    private void Count(
        Instrument instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (Environment.CurrentManagedThreadId == _thread)
            Times += measurement;
    }
}
