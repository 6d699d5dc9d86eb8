namespace Lws.Buffers;

/// <summary>Bytes that several chains refer to: a piece of a shared block.</summary>
/// <param name="Block">The shared block's handle.</param>
/// <param name="Start">Where the piece begins in it.</param>
/// <param name="End">Where the piece ends.</param>
internal readonly record struct SharedBytes(int Block, int Start, int End)
{
    public int Length => End - Start;
}
