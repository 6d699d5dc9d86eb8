namespace Lws.Connections;

/// <summary>The payload of one frame, in one or more pieces.</summary>
internal readonly ref struct Payload
{
    private const int InPlace = 3;

    private readonly ReadOnlySpan<byte> _first;
    private readonly ReadOnlySpan<byte> _second;
    private readonly ReadOnlySpan<byte> _third;
    private readonly ReadOnlySpan<ReadOnlyMemory<byte>> _list;

    public Payload(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default, ReadOnlySpan<byte> third = default)
    {
        _first = first;
        _second = second;
        _third = third;
        Length = (long)first.Length + second.Length + third.Length;
    }

    public Payload(ReadOnlySpan<ReadOnlyMemory<byte>> list)
    {
        _list = list;
        foreach (ReadOnlyMemory<byte> piece in list)
            Length += piece.Length;
    }

    /// <summary>In bytes, of all pieces.</summary>
    public long Length { get; }

    public int Count => Math.Max(_list.Length, InPlace);

    /// <summary>A piece; empty ones behind the last.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if (!_list.IsEmpty)
                return index < _list.Length ? _list[index].Span : default;
            return index switch
            {
                0 => _first,
                1 => _second,
                2 => _third,
                _ => default,
            };
        }
    }
}
