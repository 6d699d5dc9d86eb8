using System.Runtime.InteropServices;

namespace Lws.Bench.Peers;

/// <summary>Keeps the calling thread on one core until it is disposed by that thread; programs started meanwhile stay there.</summary>
/// <remarks><see cref="System.Diagnostics.Process.ProcessorAffinity"/> would come too late: the program's threads may run by then.</remarks>
internal sealed class PinnedThread : IDisposable
{
    private const int MaskLength = 128; // cpu_set_t: 1,024 cores
    private const int CallingThread = 0;

    private readonly byte[] _before = new byte[MaskLength];

    public PinnedThread(int core)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(core);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(core, Environment.ProcessorCount);
        Check(sched_getaffinity(CallingThread, MaskLength, _before));
        byte[] mask = new byte[MaskLength];
        mask[core / 8] = (byte)(1 << (core % 8));
        Check(sched_setaffinity(CallingThread, MaskLength, mask));
    }

    public void Dispose() => Check(sched_setaffinity(CallingThread, MaskLength, _before));

    private static void Check(int result)
    {
        if (result < 0)
            throw new InvalidOperationException($"The thread cannot be pinned: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int sched_getaffinity(int thread, nint length, byte[] mask);

    [DllImport("libc", SetLastError = true)]
    private static extern int sched_setaffinity(int thread, nint length, byte[] mask);
}
