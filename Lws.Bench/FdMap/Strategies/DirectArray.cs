namespace Lws.Bench.FdMap.Strategies;

/// <summary>A pointer for each possible descriptor, indexed by its number: libwebsockets' default.</summary>
internal struct DirectArray : ILookup
{
    private Peer?[] _byFd;

    // What is above the highest descriptor need not exist to be timed, but it would cost.
    public readonly long Bytes => FdMapCommand.Ulimit * nint.Size;

    public void Initialize(LookupCase @case) => _byFd = new Peer?[@case.OpenFds().Max() + 1];

    public readonly ulong Open(int fd)
    {
        _byFd[fd] = new Peer(fd);
        return (ulong)fd;
    }

    public readonly bool FindByEvent(ulong data) => FindByFd((int)data);

    public readonly bool FindByFd(int fd) => _byFd[fd] is not null;
}
