namespace Lws.Bench.FdMap;

/// <summary>What a connection is looked up by.</summary>
internal enum Via
{
    /// <summary>The 64 bits that the kernel hands back with an event.</summary>
    Event,

    /// <summary>The descriptor's number alone.</summary>
    Fd,
}
