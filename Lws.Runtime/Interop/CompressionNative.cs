using System.Runtime.InteropServices;

namespace Lws.Interop;

/// <summary>
/// The zlib that .NET brings along, under the names of the framework's own shim (zlib's without the arguments that a caller
/// compiled against its header adds). No logic. docs/decisions/0003-zlib.md tells why this one.
/// </summary>
/// <remarks>
/// Beside the runtime under JIT. Native AOT links it into the program, since its targets list the library for direct calls, and
/// leaves it out where no call is reachable.
/// </remarks>
internal static unsafe partial class CompressionNative
{
    private const string Library = "libSystem.IO.Compression.Native";

    [LibraryImport(Library, EntryPoint = "CompressionNative_DeflateInit2_")]
    public static partial ZResult DeflateInit(ZStream* stream, int level, int method, int windowBits, int memoryLevel, int strategy);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Deflate")]
    public static partial ZResult Deflate(ZStream* stream, ZFlush flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_DeflateEnd")]
    public static partial ZResult DeflateEnd(ZStream* stream);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateInit2_")]
    public static partial ZResult InflateInit(ZStream* stream, int windowBits);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Inflate")]
    public static partial ZResult Inflate(ZStream* stream, ZFlush flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateReset2_")]
    public static partial ZResult InflateReset(ZStream* stream, int windowBits);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateEnd")]
    public static partial ZResult InflateEnd(ZStream* stream);
}
