namespace Lws.Bench.Micro.Allocations;

/// <summary>What a benchmark has allocated, as <c>--check --json</c> writes it.</summary>
/// <param name="Name">Class and method.</param>
/// <param name="Operations">How many were counted.</param>
/// <param name="TotalBytes">What all of them allocated together, to the byte.</param>
internal sealed record AllocationCount(string Name, long Operations, long TotalBytes)
{
    public string Bench => "micro-allocations";

    public string Server => "lws-jit";

    public bool Missing => false;

    /// <summary>Bytes of one operation.</summary>
    public double AllocatedBytes => (double)TotalBytes / Operations;
}
