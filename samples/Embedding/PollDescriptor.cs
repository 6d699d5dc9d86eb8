using System.Runtime.InteropServices;

namespace Embedding;

/// <summary><c>struct pollfd</c> of poll(2), the foreign event loop of this sample.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    private const short Readable = 1; // POLLIN

    private int _fd;
    private short _events;
    private short _answer;

    /// <summary>There is something to read, or the end of it.</summary>
    public readonly bool IsReady => _answer != 0;

    public static PollDescriptor ForReading(int fd) => new() { _fd = fd, _events = Readable };

    /// <summary>Waits until one of them is ready, the time is over, or a signal comes.</summary>
    public static void Wait(List<PollDescriptor> descriptors, TimeSpan timeout)
    {
        Span<PollDescriptor> span = CollectionsMarshal.AsSpan(descriptors);
        _ = poll(ref MemoryMarshal.GetReference(span), (nuint)span.Length, (int)Math.Ceiling(timeout.TotalMilliseconds));
    }

    [DllImport("libc")]
    private static extern int poll(ref PollDescriptor descriptors, nuint count, int milliseconds);
}
