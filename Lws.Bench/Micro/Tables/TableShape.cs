namespace Lws.Bench.Micro.Tables;

/// <summary>The structures that are compared: one that the generator chose, and those beside it.</summary>
public enum TableShape
{
    /// <summary>What the generator emits at this limit.</summary>
    Chosen,

    /// <summary>A vectorised scan of all entries.</summary>
    Scan,

    /// <summary>Open addressing, in place.</summary>
    Hash,

    /// <summary>Open addressing, on the heap.</summary>
    Growing,

    /// <summary>The framework's dictionary.</summary>
    Dictionary,

    /// <summary>A pointer for each descriptor that the process may open: libwebsockets' default.</summary>
    DirectArray,
}
