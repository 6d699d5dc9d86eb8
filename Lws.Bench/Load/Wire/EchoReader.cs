using System.Diagnostics;

namespace Lws.Bench.Load.Wire;

/// <summary>Counts the echoes in the bytes of one connection, cut anywhere, and finds what is none.</summary>
/// <remarks>Every header is compared with the only one that is right. So the common way does not parse.</remarks>
internal sealed class EchoReader(EchoFrames frames)
{
    private int _offset;
    private StrayFrame? _stray;

    /// <summary>Pongs that are owed, as frames to be sent; null for none. Who takes them sets null.</summary>
    public byte[]? Pongs { get; set; }

    /// <summary>Answers with the number of echoes that these bytes complete.</summary>
    /// <param name="received">What came next on the connection.</param>
    /// <param name="compares">Whether the payload is to be compared, not only its length.</param>
    /// <exception cref="LoadException">They are not what an echo server sends.</exception>
    public int Read(ReadOnlySpan<byte> received, bool compares)
    {
        int completed = 0;
        while (!received.IsEmpty)
        {
            if (_stray is not null)
            {
                ReadStray(ref received);
                continue;
            }

            if (_offset < frames.HeaderLength && !TryReadHeader(ref received))
                continue;

            int part = Math.Min(frames.Echo.Length - _offset, received.Length);
            if (compares)
                Compare(received[..part]);
            received = received[part..];
            _offset += part;
            if (_offset == frames.Echo.Length)
            {
                _offset = 0;
                completed++;
            }
        }

        return completed;
    }

    private bool TryReadHeader(ref ReadOnlySpan<byte> received)
    {
        int part = Math.Min(frames.HeaderLength - _offset, received.Length);
        if (!received[..part].SequenceEqual(frames.Echo.Slice(_offset, part)))
        {
            if (frames.IsRaw)
                Compare(received[..part]);
            _stray = new StrayFrame(frames.Echo[.._offset], frames.PayloadLength);
            _offset = 0;
            return false;
        }

        received = received[part..];
        _offset += part;
        return _offset >= frames.HeaderLength;
    }

    private void ReadStray(ref ReadOnlySpan<byte> received)
    {
        Debug.Assert(_stray is not null, "there is a stray frame to go on with");
        if (!_stray.TryComplete(ref received))
            return;
        if (_stray.Pong is { } pong)
            Pongs = [.. Pongs ?? [], .. pong];
        _stray = null;
    }

    private void Compare(ReadOnlySpan<byte> received)
    {
        ReadOnlySpan<byte> expected = frames.Echo.Slice(_offset, received.Length);
        int equal = received.CommonPrefixLength(expected);
        if (equal == received.Length)
            return;
        string place = _offset < frames.HeaderLength
            ? $"byte {_offset + equal} of the frame"
            : $"byte {_offset + equal - frames.HeaderLength} of the payload";
        throw new LoadException($"{place} is 0x{received[equal]:X2} instead of 0x{expected[equal]:X2}");
    }
}
