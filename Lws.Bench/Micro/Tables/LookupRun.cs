namespace Lws.Bench.Micro.Tables;

/// <summary>A filled map and a sequence of lookups in it, which is the same for every map.</summary>
internal abstract class LookupRun
{
    /// <summary>How many lookups a sequence has.</summary>
    public const int Length = 1_024;

    /// <returns>How many connections were found: all of them.</returns>
    public abstract int FindByEvents();

    /// <inheritdoc cref="FindByEvents"/>
    public abstract int FindByFds();
}
