namespace Lws.Loop;

/// <summary>
/// What other threads want done on the loop's thread, up to a bound. Letters of one sender are delivered in the order in which it put
/// them in.
/// </summary>
/// <remarks>
/// Putting: any thread. Taking: loop thread. Two bags take turns, so that nobody who puts waits for a delivery. Whoever puts wakes the
/// loop afterwards: see <see cref="Interop.WakeUp"/> for why nothing is left behind.
/// </remarks>
/// <param name="maxBytes">How much may wait, in bytes; a single letter may be longer.</param>
internal sealed class Mailbox(int maxBytes)
{
    private readonly Lock _gate = new();
    private MailBag _filling = new();
    private MailBag _delivering = new();
    private bool _isClosed;

    public long Bytes
    {
        get
        {
            lock (_gate)
                return _filling.Bytes + _delivering.Bytes;
        }
    }

    /// <summary>Puts a letter in; its payload may come in two pieces.</summary>
    /// <returns>Queued; Dropped where the mailbox is full; Closed where nobody will take it any more.</returns>
    public SendResult Put(Letter letter, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> rest = default)
    {
        lock (_gate)
        {
            if (_isClosed)
                return SendResult.Closed;
            if (!_filling.HasRoom(MailBag.SizeOf(letter.Length), maxBytes))
                return SendResult.Dropped;
            _filling.Add(letter, payload, rest);
            return SendResult.Queued;
        }
    }

    /// <inheritdoc cref="Put(Letter, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public SendResult Put(SendOrPostCallback callback, object? state)
    {
        lock (_gate)
        {
            if (_isClosed)
                return SendResult.Closed;
            if (!_filling.HasRoom(MailBag.SizeOf(0), maxBytes))
                return SendResult.Dropped;
            _filling.Add(callback, state);
            return SendResult.Queued;
        }
    }

    /// <summary>Gives all that has been put in, to be read to its end and returned by <see cref="Return"/>.</summary>
    public MailBag Take()
    {
        lock (_gate)
            (_filling, _delivering) = (_delivering, _filling);
        return _delivering;
    }

    public void Return(MailBag bag) => bag.Clear(maxBytes);

    /// <summary>From now on everything is refused.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
    }
}
