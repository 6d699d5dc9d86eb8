namespace Lws.Bench.FdMap;

/// <summary>One map in one state.</summary>
/// <param name="Strategy"><c>chosen</c> for what the generator emits, or the name of the structure.</param>
/// <param name="FdLimit">The context's limit; null where it is left out.</param>
/// <param name="OpenConnections">How many descriptors are in the map.</param>
/// <param name="Fds">Which descriptors.</param>
internal sealed record LookupCase(string Strategy, int? FdLimit, int OpenConnections, FdPattern Fds)
{
    // Standard streams, epoll, wake-up and a listener come first.
    private const int FirstFd = 8;
    private const int Spread = 16;
    private const int Seed = 2_664;

    /// <summary>What a map that must be given a size is given.</summary>
    public int Capacity => FdLimit ?? OpenConnections;

    public int[] OpenFds() => Fds switch
    {
        FdPattern.Dense => [.. Enumerable.Range(FirstFd, OpenConnections)],
        FdPattern.Eighth => [.. Enumerable.Range(0, OpenConnections).Select(connection => FirstFd + (8 * connection))],
        _ => RandomFds(),
    };

    private int[] RandomFds()
    {
        int[] possible = [.. Enumerable.Range(FirstFd, Spread * OpenConnections)];
        new Random(Seed).Shuffle(possible);
        return possible[..OpenConnections];
    }
}
