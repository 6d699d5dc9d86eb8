namespace Lws.Deflate;

/// <summary>
/// How much memory zlib-ng takes for a state, in bytes: what its allocations add up to, measured within 1 %
/// (docs/decisions/0003-zlib.md).
/// </summary>
internal static class DeflateMemory
{
    private const int HashHead = 2 * 65_536; // The same for each window, unlike that of the original zlib.
    private const int DeflateState = 6_416;

    /// <summary>A window of 2^8 to 2^15: zlib-ng makes room for the largest in any case.</summary>
    public const int OfInflater = 42_320;

    /// <summary>140,176 bytes for window 9 and level 1, 350,480 for window 15 and level 8.</summary>
    public static int OfDeflater(int windowBits, int memoryLevel) =>
        HashHead + (2 + 2) * (1 << windowBits) + 5 * (1 << (memoryLevel + 6)) + DeflateState;
}
