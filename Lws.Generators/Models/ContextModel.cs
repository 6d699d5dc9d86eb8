namespace Lws.Generators.Models;

/// <summary>A class marked <c>[LwsContext]</c>: all that its emitted part depends on.</summary>
/// <param name="Type">The class.</param>
/// <param name="FdLimit">The limit, or null where it is left out.</param>
/// <param name="WhenFull">The member of the runtime's <c>WhenFull</c>.</param>
/// <param name="MaySpill">Whether the context may grow past its limit, if it has one.</param>
/// <param name="Loops">How many loops the context has.</param>
/// <param name="HasConstructor">Whether the user wrote an instance constructor.</param>
/// <param name="Protocols">The protocols served or connected with, each once, in the order of their first attribute.</param>
/// <param name="Paths">The <c>[Serve]</c> attributes, in order of declaration.</param>
internal sealed record ContextModel(
    TypeModel Type,
    int? FdLimit,
    string WhenFull,
    bool MaySpill,
    int Loops,
    bool HasConstructor,
    EquatableArray<ContextProtocol> Protocols,
    EquatableArray<ServedPath> Paths)
{
    // Up to this many entries a scan of one vector beats hashing.
    private const int MaxScanLimit = 8;

    // 16 to 24 bytes an entry, 1 MB in all. Above it the table takes its memory as connections come.
    private const int MaxInPlaceLimit = 65_536;

    /// <summary>Whether the limit is only the size that is expected.</summary>
    public bool Spills => MaySpill && FdLimit is not null;

    /// <summary>The table's structure.</summary>
    public FdTableKind FdTable => FdLimit switch
    {
        <= MaxScanLimit => FdTableKind.Scan,
        <= MaxInPlaceLimit => FdTableKind.Hash,
        _ => FdTableKind.Growing,
    };

    /// <summary>The context with the project's limit in place of one that is left out.</summary>
    public ContextModel WithProjectFdLimit(int? limit) => FdLimit is null ? this with { FdLimit = limit } : this;
}
