using System.Runtime.InteropServices;

namespace Lws.Bench.Load.Measuring;

/// <summary>Processor time, user and system together.</summary>
/// <remarks>
/// The clocks of clock_getcpuclockid(3) count the same time as /proc/PID/stat, and threads that have ended with it, but in
/// nanoseconds instead of ticks of 10 ms. What runs on another core is up to date as of its last scheduler tick.
/// </remarks>
internal static class CpuClock
{
    // CLOCK_THREAD_CPUTIME_ID, and what makes a clock out of a process id (the kernel's linux/posix-timers.h).
    private const int ThisThread = 3;
    private const int ProcessIdShift = 3;
    private const int SchedulerClock = 2;

    public static TimeSpan OfThisThread() => Read(ThisThread);

    /// <exception cref="LoadException">There is no such process.</exception>
    public static TimeSpan OfProcess(int id) => Read((~id << ProcessIdShift) | SchedulerClock);

    private static TimeSpan Read(int clock)
    {
        if (clock_gettime(clock, out Timespec time) != 0)
            throw new LoadException($"the server's processor time cannot be read: {Marshal.GetLastPInvokeErrorMessage()}; is its process there?");
        return new TimeSpan((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int clock_gettime(int clock, out Timespec time);

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
