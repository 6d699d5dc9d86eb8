using Lws.Bench.Peers;
using Lws.Bench.Processes;

namespace Lws.Bench.Idle;

/// <summary>A server's memory at one moment, from outside and, if it is Lws, from inside.</summary>
/// <param name="PssKiB">Proportional.</param>
/// <param name="PssKiBBySort">The same by what the mappings are for.</param>
/// <param name="Bill">What the server says; null where it does not.</param>
internal sealed record MemoryReading(double PssKiB, IReadOnlyDictionary<string, double> PssKiBBySort, MemoryBill? Bill)
{
    public static MemoryReading Of(PeerProcess server)
    {
        MemoryBill? bill = server.MemoryProbe is null ? null : MemoryBill.Ask(server.MemoryProbe);
        return new(
            MemoryOf.Process(server.Id).Pss,
            SmapsReader.Read(server.Id).GroupBy(mapping => mapping.Sort).ToDictionary(sort => sort.Key, sort => sort.Sum(mapping => mapping.Pss)),
            bill);
    }
}
