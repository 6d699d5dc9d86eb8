namespace Lws.Bench.FdMap.Strategies;

/// <summary>A pointer for each possible descriptor, indexed by its number: libwebsockets' default.</summary>
/// <param name="highestFd">The highest descriptor that will be opened: what is above it need not exist to be timed.</param>
/// <param name="ulimit">How many descriptors are possible, which is what the array costs.</param>
internal readonly struct DirectArray(int highestFd, long ulimit) : ILookup
{
    private readonly Peer?[] _byFd = new Peer?[highestFd + 1];

    public long Bytes => ulimit * nint.Size;

    public ulong Open(int fd)
    {
        _byFd[fd] = new Peer(fd);
        return (ulong)fd;
    }

    public bool FindByEvent(ulong data) => FindByFd((int)data);

    public bool FindByFd(int fd) => _byFd[fd] is not null;
}
