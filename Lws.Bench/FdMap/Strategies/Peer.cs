namespace Lws.Bench.FdMap.Strategies;

/// <summary>A connection as an object, for the maps that hold one pointer each.</summary>
internal sealed class Peer(int fd)
{
    public int Fd { get; } = fd;
}
