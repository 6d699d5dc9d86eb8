using System.Buffers;

namespace Demo;

/// <summary>The latest strokes of the mirror, oldest first. Loop thread only.</summary>
internal sealed class Board
{
    /// <summary>The board's width, in its own units; the page scales them to its canvas.</summary>
    public const ushort Width = 1000;

    /// <summary>The board's height, in its own units.</summary>
    public const ushort Height = 600;

    private const int Capacity = 2_000;

    private readonly Queue<Stroke> _strokes = new(Capacity);
    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>Adds a stroke; the oldest one makes room.</summary>
    public void Add(Stroke stroke)
    {
        if (_strokes.Count == Capacity)
            _strokes.Dequeue();
        _strokes.Enqueue(stroke);
    }

    /// <summary>Forgets all strokes.</summary>
    public void Wipe() => _strokes.Clear();

    /// <summary>All strokes as one message, for a newcomer; valid until the next call.</summary>
    public ReadOnlySpan<byte> ToText()
    {
        _text.ResetWrittenCount();
        foreach (Stroke stroke in _strokes)
            _text.Advance(stroke.Write(_text.GetSpan(Stroke.MaxLength)));
        return _text.WrittenSpan;
    }
}
