using System.Text;
using Lws.Loop;
using Xunit;

namespace Lws.Tests.Loop;

public class MailboxTests
{
    private const int MaxBytes = 1_024;

    private readonly Mailbox _mailbox = new(MaxBytes);

    [Fact]
    public void Letters_come_out_in_the_order_in_which_they_went_in()
    {
        List<string> called = [];
        Assert.Equal(SendResult.Queued, Put("one", slot: 7));
        Assert.Equal(SendResult.Queued, _mailbox.Put(_ => called.Add("two"), null));
        Assert.Equal(SendResult.Queued, Put("", slot: 9));

        MailBag bag = _mailbox.Take();
        Assert.Equal((LetterKind.Send, 7, "one"), Read(bag));
        Assert.Equal((LetterKind.Call, 0, ""), Read(bag));
        (SendOrPostCallback callback, object? state) = bag.TakeCall();
        callback(state);
        Assert.Equal(["two"], called);
        Assert.Equal((LetterKind.Send, 9, ""), Read(bag));
        Assert.False(bag.TryRead(out _, out _));
    }

    [Fact]
    public void What_is_put_in_during_a_delivery_waits_for_the_next()
    {
        Put("first");
        MailBag bag = _mailbox.Take();
        Put("second");

        Assert.Equal("first", Read(bag).Payload);
        Assert.False(bag.TryRead(out _, out _));
        _mailbox.Return(bag);
        Assert.Equal("second", Read(_mailbox.Take()).Payload);
    }

    [Fact]
    public void A_full_mailbox_drops_and_has_room_again_after_a_delivery()
    {
        int count = 0;
        while (Put("0123456789abcdefghijklmn") == SendResult.Queued)
            count++;
        Assert.Equal(MaxBytes / MailBag.SizeOf(24), count);
        Assert.Equal(SendResult.Dropped, _mailbox.Put(_ => { }, null));

        MailBag bag = _mailbox.Take();
        while (bag.TryRead(out _, out _))
            count--;
        Assert.Equal(0, count);
        _mailbox.Return(bag);
        Assert.Equal(SendResult.Queued, Put("again"));
    }

    [Fact]
    public void A_single_letter_may_be_longer_than_the_bound_and_its_buffer_is_not_kept()
    {
        string large = new('x', 10 * MaxBytes);
        Assert.Equal(SendResult.Queued, Put(large));
        Assert.Equal(SendResult.Dropped, Put("behind it"));

        MailBag bag = _mailbox.Take();
        Assert.Equal(large, Read(bag).Payload);
        _mailbox.Return(bag);
        Assert.True(_mailbox.Bytes <= 2 * MaxBytes, $"{_mailbox.Bytes} bytes are kept.");
    }

    [Fact]
    public void A_closed_mailbox_takes_nothing()
    {
        _mailbox.Close();
        Assert.Equal(SendResult.Closed, Put("too late"));
        Assert.Equal(SendResult.Closed, _mailbox.Put(_ => { }, null));
    }

    private static (LetterKind Kind, int Slot, string Payload) Read(MailBag bag)
    {
        Assert.True(bag.TryRead(out Letter letter, out ReadOnlySpan<byte> payload));
        return (letter.Kind, letter.Slot, Encoding.UTF8.GetString(payload));
    }

    private SendResult Put(string text, int slot = 0)
    {
        byte[] payload = Encoding.UTF8.GetBytes(text);
        return _mailbox.Put(new Letter(LetterKind.Send, MessageKind.Text, 0, slot, 0, payload.Length), payload);
    }
}
