using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Lws.Loop;
using Lws.Tests.Generators;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Lws.Tests.Docs;

/// <summary>The tables of docs/observability.md are what the library has.</summary>
public partial class ObservabilityPageTests
{
    private static readonly Page Observability = new("docs/observability.md");

    public static TheoryData<string> Blocks => [.. Observability.BlocksOf("csharp")];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Its_code_compiles_and_the_analyzer_has_nothing_to_say(string code)
    {
        GeneratedProgram program = GeneratedProgram.From(code);

        Assert.Empty(program.CompilerDiagnostics());
        Assert.Empty(program.AnalyzerDiagnostics());
    }

    [Fact]
    public void It_has_code() => Assert.Equal(2, Blocks.Count);

    [Fact]
    public void Its_table_has_every_instrument_with_its_kind_and_unit()
    {
        List<string> actual = [];
        Metrics.Prepare();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == "Lws")
                actual.Add($"{instrument.Name} {KindOf(instrument)} {instrument.Unit}");
        };
        listener.Start();

        IEnumerable<string> stated = InstrumentRow().Matches(Observability.Text)
            .Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value} {row.Groups[3].Value}");
        Assert.Equal(actual.Order(StringComparer.Ordinal), stated.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_table_has_every_event_of_the_log()
    {
        IEnumerable<string> actual = typeof(Log).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => (method.Name, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(method => method.Event is not null)
            .Select(method => $"{method.Event!.EventId} {method.Event.Level} {method.Name}");

        IEnumerable<string> stated = LogRow().Matches(Observability.Text)
            .Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value} {row.Groups[3].Value}");
        Assert.Equal(actual.Order(StringComparer.Ordinal), stated.Order(StringComparer.Ordinal));
    }

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> or ObservableCounter<long> => "counter",
        ObservableUpDownCounter<long> => "up-down counter",
        Histogram<double> => "histogram",
        _ => instrument.GetType().Name,
    };

    [GeneratedRegex(@"^\| `(lws\.[a-z.]+)` \| ([a-z-]+(?: counter)?) \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex LogRow();
}
