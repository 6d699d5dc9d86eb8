namespace Lws.Generators.Models;

/// <summary>Which structure a context's fd table has, and how large it is.</summary>
internal static class FdTables
{
    // Up to this many entries a scan of one vector beats hashing.
    private const int MaxScanLimit = 8;

    // 16 to 24 bytes an entry, 1 MB in all. Above it the table takes its memory as connections come.
    private const int MaxInPlaceLimit = 65_536;

    /// <summary>The structure for a limit; null is none.</summary>
    public static FdTableKind KindFor(int? limit) => limit switch
    {
        <= MaxScanLimit => FdTableKind.Scan,
        <= MaxInPlaceLimit => FdTableKind.Hash,
        _ => FdTableKind.Growing,
    };

    /// <summary>The same as the runtime's <c>HashFdTable.IndexLengthFor</c>: the least power of two that is at least three times the limit.</summary>
    public static int IndexLengthFor(int limit)
    {
        int length = 2;
        while (length < 3 * limit)
            length *= 2;
        return length;
    }
}
