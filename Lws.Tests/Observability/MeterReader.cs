using System.Diagnostics.Metrics;
using Lws.Loop;

namespace Lws.Tests.Observability;

/// <summary>Listens to the meter "Lws" as dotnet-counters and OpenTelemetry do, and shows what has been counted since it was made.</summary>
internal sealed class MeterReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _values = [];
    private readonly Dictionary<string, double> _before;

    public MeterReader()
    {
        Metrics.Prepare();
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Lws")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
        _before = Collect();
    }

    /// <summary>What one instrument shows for some tags, written <c>name=value</c>, in any order: the sum of counters, the number of durations.</summary>
    public double this[string instrument, params string[] tags]
    {
        get
        {
            string key = KeyOf(instrument, tags);
            return Collect().GetValueOrDefault(key) - _before.GetValueOrDefault(key);
        }
    }

    /// <summary>All that has a value now, as <c>instrument|tag=value|…</c>.</summary>
    public IEnumerable<string> Keys => Collect().Keys;

    public void Dispose() => _listener.Dispose();

    private Dictionary<string, double> Collect()
    {
        lock (_gate)
        {
            foreach (string observed in _values.Keys.Where(key => key.StartsWith('~')).ToArray())
                _values.Remove(observed);
        }

        _listener.RecordObservableInstruments();
        lock (_gate)
            return _values.ToDictionary(value => value.Key.TrimStart('~'), value => value.Value);
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string key = KeyOf(instrument.Name, tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_gate)
        {
            // An observed value that came twice would show as its double.
            key = instrument.IsObservable ? $"~{key}" : key;
            _values[key] = _values.GetValueOrDefault(key) + (instrument is Histogram<double> ? 1 : value);
        }
    }

    private static string KeyOf(string instrument, IEnumerable<string> tags) =>
        string.Join('|', tags.Order(StringComparer.Ordinal).Prepend(instrument));
}
