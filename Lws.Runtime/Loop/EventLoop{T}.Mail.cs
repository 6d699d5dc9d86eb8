using Lws.Connections;

namespace Lws.Loop;

/// <summary>Delivering what other threads have put into the mailbox.</summary>
internal sealed partial class EventLoop<TDispatch, TTable, TIo>
{
    private void DeliverMail()
    {
        MailBag bag = Mailbox.Take();
        while (bag.TryRead(out Letter letter, out ReadOnlySpan<byte> payload))
        {
            if (letter.Kind == LetterKind.Call)
                Call(bag);
            else if (letter.Kind is LetterKind.Publish or LetterKind.PublishKeyed)
                Publish(letter, payload);
            else if (_table.IsCurrent(letter.Slot, letter.Generation))
                Deliver(letter, payload, ref Connections[letter.Slot]);
        }

        Mailbox.Return(bag);
    }

    // What is sent waits in the connection's queue until the batch ends, so that a burst goes out in one system call.
    private void Deliver(Letter letter, ReadOnlySpan<byte> payload, ref Connection connection)
    {
        var session = new Session(this, ref connection);
        if (!session.IsOpen)
            return;
        if (letter.Kind == LetterKind.Close)
            session.Close((CloseCode)letter.Code, payload);
        else if (connection.Has(ConnectionFlags.MidMessage))
            Outbound.Miss(ref connection); // there is no handler that could be told by an exception
        else if (letter.Kind == LetterKind.Send)
            session.Send(payload, letter.Message);
        else
            session.Send(payload, letter.Message, letter.Key);
    }

    private void Publish(Letter letter, ReadOnlySpan<byte> payload)
    {
        int except = letter.Slot >= 0 && _table.IsCurrent(letter.Slot, letter.Generation) ? letter.Slot : -1;
        ulong? key = letter.Kind == LetterKind.PublishKeyed ? letter.Key : null;
        Publisher?.Publish(payload[..letter.Code], payload[letter.Code..], letter.Message, key, except);
    }

    private void Call(MailBag bag)
    {
        (SendOrPostCallback callback, object? state) = bag.TakeCall();
        Watch.Enter(nameof(LwsContext.Post));
        try
        {
            callback(state);
        }
        catch (Exception exception)
        {
            Log.PostedThrew(Context.Options.Logger, exception);
        }

        Watch.Exit();
    }
}
