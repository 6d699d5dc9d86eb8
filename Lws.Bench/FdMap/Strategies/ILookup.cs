namespace Lws.Bench.FdMap.Strategies;

/// <summary>What is timed: a map from descriptors to connections, filled once and then looked up.</summary>
internal interface ILookup
{
    /// <summary>What the map costs a context, in bytes.</summary>
    long Bytes { get; }

    /// <summary>Makes an empty map of the default value; called once, in place, for some are too large to be passed.</summary>
    void Initialize(LookupCase @case);

    /// <summary>Adds a descriptor.</summary>
    /// <returns>What the kernel hands back with an event of the descriptor.</returns>
    ulong Open(int fd);

    /// <summary>Whether an event leads to a connection that is still open.</summary>
    bool FindByEvent(ulong data);

    /// <summary>Whether the descriptor's number leads to a connection.</summary>
    bool FindByFd(int fd);
}
