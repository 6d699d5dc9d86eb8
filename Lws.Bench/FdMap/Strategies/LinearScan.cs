namespace Lws.Bench.FdMap.Strategies;

/// <summary>A pointer for each connection, looked through from the first: libwebsockets' compact map.</summary>
internal struct LinearScan : ILookup
{
    private Peer?[] _peers;
    private int _count;

    public readonly long Bytes => (long)_peers.Length * nint.Size;

    public void Initialize(LookupCase @case) => _peers = new Peer?[@case.Capacity];

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
