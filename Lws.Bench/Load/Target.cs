using System.Net;
using System.Net.Sockets;
using Lws.Bench.Load.Wire;

namespace Lws.Bench.Load;

/// <summary>Where a load goes, with its name resolved.</summary>
/// <param name="EndPoint">The first address of the host that accepts a connection.</param>
/// <param name="Greeting">What is said on each new connection.</param>
/// <param name="IsRaw">There is no WebSocket there, only bytes.</param>
internal sealed record Target(IPEndPoint EndPoint, Greeting Greeting, bool IsRaw)
{
    public const string RawScheme = "raw";

    /// <exception cref="LoadException">The host has no address, or none that accepts.</exception>
    public static Target Of(LoadPlan plan)
    {
        bool isRaw = plan.Address.Scheme == RawScheme;
        return new Target(Resolve(plan), GreetingOf(plan, isRaw), isRaw);
    }

    // Where only connections are made, a server of bytes is given as many as one that upgrades.
    private static Greeting GreetingOf(LoadPlan plan, bool isRaw)
    {
        var upgrade = new UpgradeGreeting(plan.Address);
        if (!isRaw)
            return upgrade;
        return new RawGreeting(plan.Accepts ? upgrade.Request.ToArray() : []);
    }

    private static IPEndPoint Resolve(LoadPlan plan)
    {
        using var patience = new CancellationTokenSource(plan.Patience);
        string host = plan.Address.IdnHost;
        try
        {
            IPAddress[] addresses = Dns.GetHostAddressesAsync(host, patience.Token).GetAwaiter().GetResult();
            IPEndPoint[] candidates = [.. addresses.Select(address => new IPEndPoint(address, plan.Address.Port))];
            return candidates.FirstOrDefault(candidate => candidates.Length == 1 || Accepts(candidate, patience.Token))
                ?? throw new LoadException($"no address of {host} accepts connections on port {plan.Address.Port}");
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            throw new LoadException($"{host} cannot be resolved: {exception.Message}");
        }
    }

    private static bool Accepts(IPEndPoint candidate, CancellationToken patience)
    {
        using var socket = new Socket(candidate.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.ConnectAsync(candidate, patience).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
