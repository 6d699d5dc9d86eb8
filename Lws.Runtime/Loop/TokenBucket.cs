using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lws.Loop;

/// <summary>
/// A rate limit with a burst: a bucket of tokens that holds the burst at most, loses a token for each thing that is let through, and gains
/// the rate's number of them a second. 12 bytes.
/// </summary>
/// <remarks>Loop thread only. Times are the loop's milliseconds. Rate and burst are the caller's to keep.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
internal struct TokenBucket
{
    // A millisecond brings as many thousandths of a token as a second brings tokens: nothing is lost to rounding.
    private const long Token = 1_000;

    private long _thousandths;
    private uint _filledAt;

    /// <summary>A full bucket.</summary>
    public TokenBucket(int burst, uint now)
    {
        _thousandths = burst * Token;
        _filledAt = now;
    }

    /// <summary>Takes as many tokens, or none where there are fewer.</summary>
    public bool TryTake(int count, int perSecond, int burst, uint now)
    {
        Debug.Assert(count >= 0 && perSecond > 0 && burst > 0, "A bucket has a rate and room.");
        uint elapsed = now - _filledAt; // milliseconds, however often the clock has wrapped
        _thousandths = Math.Min(_thousandths + (elapsed * (long)perSecond), burst * Token);
        _filledAt = now;
        if (_thousandths < count * Token)
            return false;
        _thousandths -= count * Token;
        return true;
    }
}
