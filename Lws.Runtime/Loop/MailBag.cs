using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lws.Buffers;

namespace Lws.Loop;

/// <summary>Letters in the order in which they came, one behind the other in a single buffer.</summary>
/// <remarks>One thread at a time; <see cref="Mailbox"/> sees to that. The buffer grows with what comes and is kept for the next time.</remarks>
internal sealed class MailBag
{
    private const int SmallestBuffer = 1_024;

    private Queue<(SendOrPostCallback Callback, object? State)>? _calls;
    private byte[] _bytes = [];
    private int _length;
    private int _read;

    public bool IsEmpty => _length == 0;

    public long Bytes => ObjectSize.OfArray<byte>(_bytes.Length);

    /// <summary>What a letter takes up, in bytes: letters begin at multiples of 8.</summary>
    public static long SizeOf(int payloadLength) => (Unsafe.SizeOf<Letter>() + (long)payloadLength + 7) & ~7;

    /// <summary>Whether so many bytes can be added without passing the bound; one letter of any length fits into an empty bag.</summary>
    public bool HasRoom(long size, int maxBytes) => IsEmpty || _length + size <= maxBytes;

    public void Add(Letter letter, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> rest = default)
    {
        Debug.Assert(letter.Length == payload.Length + rest.Length, "A letter tells the length of its payload.");
        int size = (int)SizeOf(letter.Length);
        if (_length + size > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(SmallestBuffer, Math.Max(_length + size, (int)Math.Min(2L * _bytes.Length, Array.MaxLength))));
        MemoryMarshal.Write(_bytes.AsSpan(_length), letter);
        Span<byte> target = _bytes.AsSpan(_length + Unsafe.SizeOf<Letter>());
        payload.CopyTo(target);
        rest.CopyTo(target[payload.Length..]);
        _length += size;
    }

    public void Add(SendOrPostCallback callback, object? state)
    {
        (_calls ??= []).Enqueue((callback, state));
        Add(new Letter(LetterKind.Call, default, 0, 0, 0, 0), default);
    }

    public bool TryRead(out Letter letter, out ReadOnlySpan<byte> payload)
    {
        letter = default;
        payload = default;
        if (_read == _length)
            return false;
        letter = MemoryMarshal.Read<Letter>(_bytes.AsSpan(_read));
        payload = _bytes.AsSpan(_read + Unsafe.SizeOf<Letter>(), letter.Length);
        _read += (int)SizeOf(letter.Length);
        return true;
    }

    /// <summary>What belongs to the letter of that kind that was just read.</summary>
    public (SendOrPostCallback Callback, object? State) TakeCall() => _calls!.Dequeue();

    /// <summary>Forgets what was read; a buffer over <paramref name="maxBytes"/> goes with it.</summary>
    public void Clear(int maxBytes)
    {
        Debug.Assert(_read == _length, "A bag is cleared when all of it was read.");
        _length = 0;
        _read = 0;
        if (_bytes.Length > maxBytes)
            _bytes = [];
    }
}
