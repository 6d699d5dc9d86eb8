using Lws.Loop;

namespace Lws.Connections;

/// <summary>What few messages of a connection touch: at most 64 bytes, without references, beside <see cref="Connection"/>.</summary>
/// <remarks>Loop thread only. Times are the loop's milliseconds.</remarks>
internal struct ConnectionDetail
{
    /// <summary>In the timer wheel: the next moment at which a deadline may have passed.</summary>
    public TimerNode Deadline;

    /// <summary>In the timer wheel: the user's timer.</summary>
    public TimerNode Timer;

    /// <summary>Payload bytes so far of the message in progress.</summary>
    public long MessageLength;

    /// <summary>Last block of the output that waits.</summary>
    public int QueueTail;

    /// <summary>Frames so far of the message in progress.</summary>
    public int FrameCount;

    /// <summary>When the present wait began: at accept, at the first byte of a message, at our close frame, at our last byte.</summary>
    public uint WaitSince;

    /// <summary>When the loop's own ping went out.</summary>
    public uint PingSentAt;

    /// <summary>How much of <c>Pending</c> has been searched for the end of the request head.</summary>
    public int HeadScanned;

    /// <summary>The mounted file that is being sent, plus 1; 0 for none.</summary>
    public int File;

    /// <summary>How much of its response has been sent, in bytes.</summary>
    public int FileOffset;

    /// <summary>The code of our close frame, or of the failure.</summary>
    public CloseCode CloseCode;
}
