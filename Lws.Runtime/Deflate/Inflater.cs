using System.Buffers;
using System.Diagnostics;
using Lws.Framing;
using Lws.Interop;

namespace Lws.Deflate;

/// <summary>
/// Inflates messages (RFC 7692 7.2.2) from spans into spans, however they are cut, and stops at the first byte that a message has
/// too many. Allocates nothing.
/// </summary>
/// <remarks>
/// Call <see cref="Inflate"/> until it answers NeedMoreData, and with the message's last part until it answers Done. After
/// InvalidData the connection has failed; the inflater itself is as new. One thread at a time.
/// </remarks>
internal sealed class Inflater : IDisposable
{
    /// <summary>A message of up to this many bytes is never refused for its ratio: as much as two of deflate's windows.</summary>
    public const int RatioFloor = 65_536;

    private const byte EmptyBlock = 0x00;

    private readonly InflateHandle _stream;
    private readonly int _maxRatio;
    private int _windowBits;

    // Of the message in progress.
    private long _consumed;
    private long _produced;
    private int _tailUsed; // How much of the tail was inflated, once the message's own bytes are.
    private bool _mayHoldOutput; // The last step ended for want of room.
    private bool _isStreamEnded; // Behind a block with BFINAL.
    private bool _isEmptyBlockBegun; // And behind the first byte of the empty block that may follow it.

    /// <param name="windowBits">8 to 15: as large as the sender's, or larger.</param>
    /// <param name="maxRatio">How many bytes a compressed one may become beyond <see cref="RatioFloor"/>; 0: as many as it likes.</param>
    public Inflater(int windowBits, int maxRatio)
    {
        Debug.Assert(windowBits is >= 8 and <= 15, "RFC 7692 7.1.2 has 8 to 15.");
        _stream = new InflateHandle(windowBits);
        _windowBits = windowBits;
        _maxRatio = maxRatio;
    }

    /// <summary>Whether a message may refer to those before it (context takeover).</summary>
    public bool KeepsContext { get; set; }

    /// <summary>Inflates the next part of a message.</summary>
    /// <param name="input">The part as it arrived, unmasked; advanced past what was taken.</param>
    /// <param name="isMessageEnd">The part is the message's last.</param>
    /// <param name="maxLength">How many bytes the whole message may have when it is inflated.</param>
    /// <param name="destination">Where the bytes go. It may be empty once the message has reached its limit.</param>
    /// <param name="written">How many of them there are.</param>
    /// <param name="error">What is wrong, with InvalidData.</param>
    /// <returns>
    /// NeedMoreData: the part was taken. Done: and so the message. DestinationTooSmall: call again with what is left of the part,
    /// and new room. InvalidData: fail the connection.
    /// </returns>
    public OperationStatus Inflate(
        ref ReadOnlySpan<byte> input,
        bool isMessageEnd,
        long maxLength,
        Span<byte> destination,
        out int written,
        out ProtocolError error)
    {
        Debug.Assert(maxLength >= 0, "A message has a limit.");
        error = ProtocolError.None;
        written = 0;
        while (true)
        {
            if (input.IsEmpty && !_mayHoldOutput)
            {
                if (!isMessageEnd)
                    return OperationStatus.NeedMoreData;
                if (IsMessageWhole)
                    return EndMessage();
            }

            long allowed = AllowedLength(maxLength, input.Length) - _produced;
            if (written == destination.Length && allowed > 0)
                return OperationStatus.DestinationTooSmall;

            bool isInTail = input.IsEmpty && isMessageEnd;
            ReadOnlySpan<byte> source = isInTail ? MessageTail.BytesAndProbe[_tailUsed..] : input;
            error = Step(ref source, isInTail, allowed, destination[written..], out int inflated);
            if (isInTail)
                _tailUsed = MessageTail.BytesAndProbe.Length - source.Length;
            else
                input = source;
            written += inflated;
            if (error != ProtocolError.None)
                return Fail();
        }
    }

    /// <summary>Forgets a message that has begun, and all before it.</summary>
    /// <param name="windowBits">8 to 15, for what is to come.</param>
    public void Reset(int windowBits)
    {
        _windowBits = windowBits;
        _consumed = 0;
        _produced = 0;
        _tailUsed = 0;
        _mayHoldOutput = false;
        BeginStream();
    }

    public void Dispose() => _stream.Dispose();

    // The tail has been inflated up to the probe, or the message has ended with a final block (RFC 7692 7.2.3.4, some senders
    // leave the empty block behind it out).
    private bool IsMessageWhole => _isStreamEnded ? _tailUsed == 0 : _tailUsed == MessageTail.Bytes.Length;

    // One call into zlib, and what it tells.
    private ProtocolError Step(
        ref ReadOnlySpan<byte> source, bool isInTail, long allowed, Span<byte> destination, out int inflated)
    {
        if (_isStreamEnded && !isInTail)
            return StepBehindEnd(ref source, out inflated);

        // At its limit a message may still have bytes without output, such as the end of its last block.
        Span<byte> excess = stackalloc byte[1];
        scoped Span<byte> room = allowed > 0 ? destination[..(int)Math.Min(destination.Length, allowed)] : excess;
        int sourceLength = source.Length;
        ZResult result = _stream.Run(ref source, room, isInTail ? ZFlush.Block : ZFlush.None, out inflated);
        _isStreamEnded = result == ZResult.StreamEnd;
        _mayHoldOutput = inflated == room.Length && !_isStreamEnded;
        if (!isInTail)
            _consumed += sourceLength - source.Length;

        if (allowed <= 0 && inflated > 0)
        {
            inflated = 0;
            return ProtocolError.MessageTooBig;
        }

        _produced += inflated;
        bool isInvalid = result == ZResult.DataError || isInTail && IsTailMisread(source.Length);
        return isInvalid ? ProtocolError.InvalidDeflate : ProtocolError.None;
    }

    // Behind a final block comes the beginning of an empty one (RFC 7692 7.2.3.4), or nothing.
    private ProtocolError StepBehindEnd(ref ReadOnlySpan<byte> source, out int inflated)
    {
        Debug.Assert(!source.IsEmpty, "A stream that has ended holds no output back.");
        inflated = 0;
        if (_isEmptyBlockBegun || source[0] != EmptyBlock)
            return ProtocolError.InvalidDeflate;
        _isEmptyBlockBegun = true;
        _consumed++;
        source = source[1..];
        return ProtocolError.None;
    }

    // The block in front of the tail took the probe for its own, or a final block ended inside the tail.
    private bool IsTailMisread(int left) => left == 0 || _isStreamEnded && left < MessageTail.BytesAndProbe.Length;

    // The bytes that have arrived count, whether they were inflated or not.
    private long AllowedLength(long maxLength, int arrived) =>
        _maxRatio == 0 ? maxLength : Math.Min(maxLength, Math.Max(RatioFloor, (_consumed + arrived) * _maxRatio));

    private OperationStatus EndMessage()
    {
        if (_isStreamEnded || !KeepsContext)
            BeginStream();
        _consumed = 0;
        _produced = 0;
        _tailUsed = 0;
        return OperationStatus.Done;
    }

    private OperationStatus Fail()
    {
        Reset(_windowBits);
        return OperationStatus.InvalidData;
    }

    private void BeginStream()
    {
        _stream.Reset(_windowBits);
        _isStreamEnded = false;
        _isEmptyBlockBegun = false;
    }
}
