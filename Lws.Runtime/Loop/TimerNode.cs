namespace Lws.Loop;

/// <summary>The links of one timer in its wheel. Zero-initialised it is not armed. 12 bytes, stored in its owner's record.</summary>
/// <remarks>Loop thread only. Written by the wheel alone.</remarks>
internal struct TimerNode
{
    /// <summary>The next node of the bucket as id + 1; 0 at the end.</summary>
    public int Next;

    /// <summary>The node before as id + 1; in the first of a bucket the bucket as ~index; 0 where not armed.</summary>
    public int Prev;

    /// <summary>The tick from which on it is taken, in wrapping milliseconds of the loop's clock.</summary>
    public uint Due;
}
