namespace Lws.Bench.FdMap;

/// <summary>Which descriptors a context's connections have.</summary>
internal enum FdPattern
{
    /// <summary>One after the other, as the kernel gives them out to a process with one loop.</summary>
    Dense,

    /// <summary>Every eighth, as where each connection opens seven files, or eight loops take turns.</summary>
    Eighth,

    /// <summary>Any of sixteen times as many, as in a process that is busy with other things.</summary>
    Random,
}
