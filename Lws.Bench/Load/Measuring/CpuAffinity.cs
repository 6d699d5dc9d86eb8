using System.Runtime.InteropServices;

namespace Lws.Bench.Load.Measuring;

/// <summary>Which core a thread runs on. Threads and processes that it starts run there as well.</summary>
internal static class CpuAffinity
{
    /// <summary>The highest core that can be named.</summary>
    public const int MaxCore = 63;

    /// <exception cref="LoadException">The machine has no such core, or this process may not use it.</exception>
    public static void Pin(int core)
    {
        ulong mask = 1UL << core;
        if (sched_setaffinity(0, sizeof(ulong), in mask) != 0)
            throw new LoadException($"core {core} cannot be had: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    // A thread of 0 is the caller: System.Diagnostics.Process can pin only the process's first one.
    [DllImport("libc", SetLastError = true)]
    private static extern int sched_setaffinity(int thread, nint maskLength, in ulong mask);
}
