using System.Diagnostics;
using System.Text.Unicode;

namespace Lws.Framing;

/// <summary>
/// Validates UTF-8 that arrives in pieces (RFC 6455 8.1, RFC 3629 4). It fails at the first byte that no valid text can have at
/// its place, whichever way the text is cut. The default value is the state in front of a text.
/// </summary>
internal struct Utf8Validator
{
    private const byte MinContinuation = 0x80;
    private const byte MaxContinuation = 0xBF;
    private const int MaxPartialLength = 3;

    // A code point in progress: the bytes that it still needs, and the range in which its next byte must be.
    private byte _needed;
    private byte _min;
    private byte _max;

    /// <summary>No code point is in progress: the text so far may be the whole text.</summary>
    public readonly bool IsComplete => _needed == 0;

    /// <summary>Validates the next piece of the text.</summary>
    /// <returns>False when the text is invalid whatever follows; the validator must then not be used again.</returns>
    public bool Append(ReadOnlySpan<byte> text)
    {
        if (!Continue(ref text))
            return false;

        int partial = PartialLength(text);
        if (!Utf8.IsValid(text[..^partial]))
            return false;
        if (partial == 0)
            return true;

        text = text[^partial..];
        if (!Begin(text[0]))
            return false;
        text = text[1..];
        return Continue(ref text);
    }

    // Takes the bytes of the code point in progress off the text.
    private bool Continue(ref ReadOnlySpan<byte> text)
    {
        while (_needed > 0 && !text.IsEmpty)
        {
            if (text[0] < _min || text[0] > _max)
                return false;
            Expect(_needed - 1, MinContinuation, MaxContinuation);
            text = text[1..];
        }

        return true;
    }

    // The rows of the table in RFC 3629 4: only the second byte has a range of its own, against overlong forms (E0, F0),
    // surrogates (ED) and code points above U+10FFFF (F4). C0, C1 and F5–FF begin nothing.
    private bool Begin(byte lead)
    {
        Debug.Assert(_needed == 0, "A code point is already in progress.");
        switch (lead)
        {
            case >= 0xC2 and <= 0xDF: return Expect(1, MinContinuation, MaxContinuation);
            case 0xE0: return Expect(2, 0xA0, MaxContinuation);
            case 0xED: return Expect(2, MinContinuation, 0x9F);
            case >= 0xE1 and <= 0xEF: return Expect(2, MinContinuation, MaxContinuation);
            case 0xF0: return Expect(3, 0x90, MaxContinuation);
            case >= 0xF1 and <= 0xF3: return Expect(3, MinContinuation, MaxContinuation);
            case 0xF4: return Expect(3, MinContinuation, 0x8F);
            default: return false;
        }
    }

    private bool Expect(int needed, byte min, byte max)
    {
        _needed = (byte)needed;
        _min = min;
        _max = max;
        return true;
    }

    // How many bytes at the end are a lead byte and too few others; whether they are valid is for Begin and Continue to say.
    private static int PartialLength(ReadOnlySpan<byte> text)
    {
        int longest = Math.Min(MaxPartialLength, text.Length);
        for (int length = 1; length <= longest; length++)
        {
            byte last = text[^length];
            if (last < MinContinuation)
                return 0;
            if (last > MaxContinuation)
                return length < SequenceLength(last) ? length : 0;
        }

        return 0;
    }

    private static int SequenceLength(byte lead) => lead switch
    {
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4,
    };
}
