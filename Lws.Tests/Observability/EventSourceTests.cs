using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Lws.Tests.Limits;
using Lws.Tests.Streams;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Observability;

/// <summary>The way that dotnet-counters takes: the event source of System.Diagnostics.Metrics, asked for the meter "Lws".</summary>
[Collection(MeterCollection.Name)]
public class EventSourceTests
{
    [Fact]
    public void What_dotnet_counters_asks_for_shows_messages_connections_and_batches()
    {
        using var server = new TestServer(new StreamContext());
        using RawClient client = server.Open("/talk");
        using var counters = new Counters();

        server.Eventually(
            () =>
            {
                client.Send(RawClient.TextFrame("hi"));
                Assert.Equal("hi", client.ReadText());
                return counters.Has("CounterRateValuePublished", "lws.message.count")
                    && counters.Has("UpDownCounterRateValuePublished", "lws.connection.count")
                    && counters.Has("HistogramValuePublished", "lws.loop.batch.duration");
            },
            "all three are published");
    }

    /// <summary>Asks as dotnet-counters does.</summary>
    private sealed class Counters : EventListener
    {
        private readonly ConcurrentDictionary<(string Event, string Instrument), bool> _published = new();

        public bool Has(string name, string instrument) => _published.ContainsKey((name, instrument));

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name != "System.Diagnostics.Metrics")
                return;
            var arguments = new Dictionary<string, string?>
            {
                ["SessionId"] = "test", ["Metrics"] = "Lws", ["RefreshInterval"] = "0.1", ["MaxTimeSeries"] = "1000", ["MaxHistograms"] = "100",
            };
            EnableEvents(eventSource, EventLevel.Informational, (EventKeywords)0x3, arguments);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            // Session, meter, its version, instrument.
            if (eventData is { EventName: { } name, Payload: [_, "Lws", _, string instrument, ..] })
                _published[(name, instrument)] = true;
        }
    }
}
