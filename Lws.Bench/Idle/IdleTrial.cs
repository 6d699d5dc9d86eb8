using Lws.Bench.Load;
using Lws.Bench.Peers;
using Lws.Bench.Processes;
using Lws.Bench.Trials;

namespace Lws.Bench.Idle;

/// <summary>One server with idle connections.</summary>
/// <param name="Server">The name in JSON.</param>
/// <param name="Connections">How many.</param>
/// <param name="AtRestKiB">Proportional memory before the first connection.</param>
/// <param name="Before">With none, after the first few had come and gone.</param>
/// <param name="With">With all of them.</param>
internal sealed record IdleTrial(string Server, int Connections, double AtRestKiB, MemoryReading Before, MemoryReading With)
{
    private const int BurstConnections = 100;
    private const int MinBursts = 6;
    private const int MaxBursts = 15;
    private const double Steady = 0.01;

    // The JIT compiler waits for 100 ms without new code before it optimises.
    private static readonly TimeSpan AfterBurst = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(700);

    /// <exception cref="LoadException">The server did not take all connections.</exception>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static IdleTrial Run(Peer peer, int connections)
    {
        using PeerProcess server = peer.Start(Cores.Server);
        Thread.Sleep(StartTrial.Settling);
        double atRest = MemoryOf.Process(server.Id).Pss;

        // One process does both, so that what it shares with the server is shared before and after.
        using var holder = new IdleHolder(server.Address);
        WarmUp(server, holder);
        MemoryReading before = MemoryReading.Of(server);
        holder.Hold(connections);
        Thread.Sleep(Settling);
        return new(peer.Name, connections, atRest, before, MemoryReading.Of(server));
    }

    // Until it has loaded and compiled what it needs for connections: that is no connection's, however many there are.
    private static void WarmUp(PeerProcess server, IdleHolder holder)
    {
        double pss = 0;
        for (int burst = 0, steady = 0; burst < MaxBursts && (burst < MinBursts || steady < 2); burst++)
        {
            holder.Hold(BurstConnections);
            holder.Hold(0);
            Thread.Sleep(AfterBurst);
            double now = MemoryOf.Process(server.Id).Pss;
            steady = Math.Abs(now - pss) <= Steady * now ? steady + 1 : 0;
            pss = now;
        }
    }

    /// <summary>What a connection adds, in bytes.</summary>
    public double PerConnection(Func<MemoryReading, double> bytes) => (bytes(With) - bytes(Before)) / Connections;
}
