namespace Lws.Generators.Models;

/// <summary>A class marked <c>[LwsContext]</c>: all that its emitted part depends on.</summary>
/// <param name="Type">The class.</param>
/// <param name="FdLimit">The limit, or null where it is left out.</param>
/// <param name="HasConstructor">Whether the user wrote an instance constructor.</param>
/// <param name="Protocols">The protocols served, each once, in the order of their first attribute.</param>
/// <param name="Paths">The attributes, in order of declaration.</param>
internal sealed record ContextModel(
    TypeModel Type,
    int? FdLimit,
    bool HasConstructor,
    EquatableArray<ServedProtocol> Protocols,
    EquatableArray<ServedPath> Paths)
{
    // Up to this many entries a scan of one or two cache lines beats hashing.
    private const int MaxScanLimit = 64;

    // 16 bytes an entry: 32 KB. The emitted code hands the table to the loop by value, once, over the stack; the JIT compiler
    // refuses arguments of 64 KB and more (InvalidProgramException, seen at 4,096 entries).
    private const int MaxInPlaceLimit = 2_048;

    /// <summary>The table's structure.</summary>
    public FdTableKind FdTable => FdLimit switch
    {
        <= MaxScanLimit => FdTableKind.Scan,
        <= MaxInPlaceLimit => FdTableKind.Hash,
        _ => FdTableKind.Paged,
    };
}
