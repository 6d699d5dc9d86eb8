using Lws.Bench.Peers;
using Lws.Bench.Processes;
using Lws.Bench.Trials;

namespace Lws.Bench.Idle;

/// <summary>One start of a server that nobody connects to.</summary>
/// <param name="Server">The name in JSON.</param>
/// <param name="PssKiB">Proportional memory at rest.</param>
/// <param name="ReadyMillis">From its start to the first connection that it took.</param>
internal sealed record StartTrial(string Server, double PssKiB, double ReadyMillis)
{
    /// <summary>What a server still does when it listens already.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(400);

    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static StartTrial Run(Peer peer)
    {
        using PeerProcess server = peer.Start(Cores.Server);
        Thread.Sleep(Settling);
        return new(peer.Name, MemoryOf.Process(server.Id).Pss, server.Ready.TotalMilliseconds);
    }
}
