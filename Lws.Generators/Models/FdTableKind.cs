namespace Lws.Generators.Models;

/// <summary>The structure of a context's table of file descriptors, chosen from its limit at compile time.</summary>
internal enum FdTableKind
{
    /// <summary>In place, found by a vectorised scan.</summary>
    Scan,

    /// <summary>In place, found through an open-addressing index of at least twice the limit.</summary>
    Hash,

    /// <summary>The runtime's own, on the heap, growing.</summary>
    Growing,
}
