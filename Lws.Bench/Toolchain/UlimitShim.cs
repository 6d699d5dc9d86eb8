using System.Diagnostics;
using System.Globalization;

namespace Lws.Bench.Toolchain;

/// <summary>A preloaded library that tells a program which limit of open files it has.</summary>
internal static class UlimitShim
{
    private static readonly Lazy<string> Library = new(Compile);

    /// <summary>Has the program that is about to be started believe in this limit.</summary>
    public static void Tell(ProcessStartInfo program, long ulimit)
    {
        program.Environment["LD_PRELOAD"] = Library.Value;
        program.Environment["REPORTED_ULIMIT"] = ulimit.ToString(CultureInfo.InvariantCulture);
    }

    private static string Compile() =>
        CCompiler.TryCompile("Toolchain/ulimit_shim.c", "ulimit_shim.so", "-shared -fPIC -ldl", out string? path, out string? fault)
            ? path
            : throw new InvalidOperationException(fault);
}
