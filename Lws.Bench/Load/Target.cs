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
        return new Target(Resolve(plan.Address), GreetingOf(plan, isRaw), isRaw);
    }

    // Where only connections are made, a server of bytes is given as many as one that upgrades.
    private static Greeting GreetingOf(LoadPlan plan, bool isRaw)
    {
        var upgrade = new UpgradeGreeting(plan.Address);
        if (!isRaw)
            return upgrade;
        return new RawGreeting(plan.Accepts ? upgrade.Request.ToArray() : []);
    }

    private static IPEndPoint Resolve(Uri address)
    {
        IPAddress[] candidates;
        try
        {
            candidates = Dns.GetHostAddresses(address.IdnHost);
        }
        catch (SocketException exception)
        {
            throw new LoadException($"{address.IdnHost} cannot be resolved: {exception.Message}");
        }

        IEnumerable<IPEndPoint> endPoints = candidates.Select(candidate => new IPEndPoint(candidate, address.Port));
        return (candidates.Length == 1 ? endPoints.First() : endPoints.FirstOrDefault(Accepts))
            ?? throw new LoadException($"no address of {address.IdnHost} accepts connections on port {address.Port}");
    }

    private static bool Accepts(IPEndPoint endPoint)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(endPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
