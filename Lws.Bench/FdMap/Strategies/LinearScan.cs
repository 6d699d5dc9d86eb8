namespace Lws.Bench.FdMap.Strategies;

/// <summary>A pointer for each connection, looked through from the first: libwebsockets' compact map.</summary>
internal struct LinearScan(int limit) : ILookup
{
    private readonly Peer?[] _peers = new Peer?[limit];
    private int _count;

    public readonly long Bytes => (long)_peers.Length * nint.Size;

    public ulong Open(int fd)
    {
        _peers[_count++] = new Peer(fd);
        return (ulong)fd;
    }

    public readonly bool FindByEvent(ulong data) => FindByFd((int)data);

    public readonly bool FindByFd(int fd)
    {
        foreach (Peer? peer in _peers)
        {
            if (peer is not null && peer.Fd == fd)
                return true;
        }

        return false;
    }
}
