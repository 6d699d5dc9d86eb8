using System.Runtime.InteropServices;

namespace Lws.Interop;

/// <summary>How many files the process may open.</summary>
internal static unsafe class OpenFiles
{
    /// <summary>The soft limit (<c>ulimit -n</c>).</summary>
    /// <remarks>
    /// CoreCLR raises it to the hard limit when it starts; native AOT leaves it. libwebsockets asks the same way, to size its
    /// <c>lws_lookup</c>.
    /// </remarks>
    public static long Limit
    {
        get
        {
            // Looked up in the whole process instead of libc, so that a preloaded library may answer, as it may to a C program.
            var sysconf = (delegate* unmanaged<int, nint>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "sysconf");
            long limit = sysconf(LinuxConstants._SC_OPEN_MAX);
            return limit < 0 ? long.MaxValue : limit;
        }
    }
}
