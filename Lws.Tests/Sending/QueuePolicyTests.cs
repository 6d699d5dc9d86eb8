using System.Text;
using Xunit;

namespace Lws.Tests.Sending;

/// <summary>What happens at the limit of a queue, to the byte.</summary>
public class QueuePolicyTests
{
    private static readonly byte[] Message = new byte[1_000];

    [Fact]
    public void Drops_are_told_once_a_batch_with_their_number()
    {
        using var reader = new SlowReader();
        List<int> told = [];
        reader.Behaviour.OnDropped = (_, count) => told.Add(count);
        reader.LeaveRoom(0);
        reader.Run(session => session.Send("fills the buffer"));
        for (int batch = 0; batch < 2; batch++)
        {
            reader.Run(static session =>
            {
                for (int sent = 0; sent < 10; sent++)
                    session.Send(Message);
            });
        }

        Assert.Equal([6, 10], told);
        reader.Read();
        Assert.Equal(0, reader.RentedBytes);
        reader.Run(static session => Assert.Equal(SendResult.Sent, session.Send("room again")));
        Assert.Equal([6, 10], told);
    }

    [Fact]
    public void A_handler_that_sends_when_it_is_told_of_drops_does_not_keep_the_batch_from_ending()
    {
        using var reader = new SlowReader();
        List<int> told = [];
        reader.Behaviour.OnDropped = (session, count) =>
        {
            told.Add(count);
            Assert.Equal(SendResult.Dropped, session.Send(Message));
        };
        reader.LeaveRoom(0);
        reader.Run(session => session.Send(new byte[4_096]));
        reader.Run(session => session.Send(Message));
        Assert.Equal([1], told);
        reader.Run(session => session.Send(Message));
        Assert.Equal([1, 2], told);
    }

    [Fact]
    public void What_was_dropped_inside_OnDropped_is_told_when_the_queue_drains_at_the_latest()
    {
        using var reader = new SlowReader();
        List<int> told = [];
        reader.Behaviour.OnDropped = (session, count) =>
        {
            told.Add(count);
            session.Send(Message);
        };
        reader.LeaveRoom(0);
        reader.Run(session => session.Send(new byte[4_096]));
        reader.Run(session => session.Send(Message));
        Assert.Equal([1], told);
        reader.Read();
        Assert.Equal([1, 1], told);
        Assert.Equal(0, reader.RentedBytes);
    }

    [Fact]
    public void A_message_from_another_thread_is_dropped_and_told_like_any()
    {
        using var reader = new SlowReader();
        SessionHandle handle = default;
        List<int> told = [];
        reader.Behaviour.OnDropped = (_, count) => told.Add(count);
        reader.LeaveRoom(0);
        reader.Run(session =>
        {
            handle = session.Handle;
            session.Send(new byte[4_096]);
        });
        Assert.Equal(SendResult.Queued, handle.TrySend(Message));
        Assert.Equal(SendResult.Queued, handle.TrySend(Message));
        reader.Harness.Script.Events.Add(new Lws.Interop.EpollEvent(Lws.Interop.EpollReadiness.Receive, Lws.Loop.EventData.WakeUp));
        reader.Harness.Batch();
        Assert.Equal([2], told);
    }

    [Fact]
    public void Close_fails_the_session_of_the_slow_reader_with_1008()
    {
        using var reader = new SlowReader();
        reader.Declare(traits => traits with { WhenQueueFull = QueueFull.Close });
        reader.LeaveRoom(0);
        List<SendResult> results = [];
        reader.Run(session =>
        {
            for (int sent = 0; sent < 30; sent++)
                results.Add(session.Send(Message));
        });
        reader.Run(session => results.Add(session.Send(Message)));
        Assert.Contains(SendResult.Sent, results);
        Assert.Equal(SendResult.Closed, results[^1]);
        Assert.DoesNotContain(SendResult.Dropped, results);
        Assert.Equal((CloseCode.PolicyViolation, false, true), Assert.Single(reader.Behaviour.Closed));

        reader.Read();
        (int opcode, _, byte[] payload) = SlowReader.Frames(reader.Taken())[^1];
        Assert.Equal((0x8, 0x03F0), (opcode, (payload[0] << 8) | payload[1]));
        Assert.Equal(0, reader.RentedBytes);
    }

    [Fact]
    public void Keep_latest_replaces_what_waits_under_the_same_key_in_its_place()
    {
        using var reader = new SlowReader();
        reader.Declare(traits => traits with { WhenQueueFull = QueueFull.KeepLatest });
        reader.LeaveRoom(0);
        reader.Run(session => session.Send("begun", 1));
        reader.Run(session =>
        {
            Assert.Equal(SendResult.Queued, session.Send("gold 1", 2));
            Assert.Equal(SendResult.Queued, session.Send("tin 1", 3));
            Assert.Equal(SendResult.Queued, session.Send("no key"u8, MessageKind.Text));
            Assert.Equal(SendResult.Queued, session.Send("gold 2 which is longer: " + new string('!', 2_000), 2));
            Assert.Equal(SendResult.Queued, session.Send("gold 3", 2));
            Assert.Equal(SendResult.Queued, session.Send("tin", 3));
            Assert.Equal(SendResult.Queued, session.Send("begun once more", 1));
        });
        reader.Read();
        Assert.Equal(["begun", "gold 3", "tin", "no key", "begun once more"], reader.TakenTexts());
        Assert.Equal(0, reader.RentedBytes);
        Assert.Equal(0, reader.Harness.Memory.QueuedOutput);
    }

    [Fact]
    public void A_keyed_message_that_has_begun_to_go_out_is_not_replaced()
    {
        using var reader = new SlowReader();
        reader.Declare(traits => traits with { WhenQueueFull = QueueFull.KeepLatest });
        reader.LeaveRoom(0);
        reader.Run(session => session.Send("first"u8, MessageKind.Text));
        reader.Run(session => session.Send("old", 5));
        reader.Read("first".Length + 2 + 3);
        reader.Run(session => Assert.Equal(SendResult.Queued, session.Send("new", 5)));
        reader.Run(session => Assert.Equal(SendResult.Queued, session.Send("newer", 5)));
        reader.Read();
        Assert.Equal(["first", "old", "newer"], reader.TakenTexts());
    }

    [Fact]
    public void Keep_latest_drops_what_would_pass_the_limit_and_keeps_what_was_there()
    {
        using var reader = new SlowReader();
        reader.Declare(traits => traits with { WhenQueueFull = QueueFull.KeepLatest });
        reader.LeaveRoom(0);
        int dropped = 0;
        reader.Behaviour.OnDropped = (_, count) => dropped += count;
        reader.Run(session => session.Send(new byte[3_000]));
        reader.Run(session =>
        {
            Assert.Equal(SendResult.Queued, session.Send("stays", 1));
            Assert.Equal(SendResult.Dropped, session.Send(new byte[1_100], MessageKind.Binary, 1));
            Assert.Equal(SendResult.Dropped, session.Send(new byte[1_100], MessageKind.Binary, 2));
            Assert.Equal(SendResult.Queued, session.Send("is replaced", 1));
        });
        Assert.Equal(2, dropped);
        reader.Read();
        Assert.Equal("is replaced", reader.TakenTexts()[^1]);
    }

    [Fact]
    public void As_many_keys_wait_as_there_are_half_kibibytes_in_the_limit()
    {
        using var reader = new SlowReader();
        reader.Declare(traits => traits with { WhenQueueFull = QueueFull.KeepLatest });
        reader.LeaveRoom(0);
        reader.Run(session => session.Send("begun", 0));
        reader.Run(session =>
        {
            int queued = 0;
            for (ulong key = 1; key < 100; key++)
                queued += session.Send("price", key) == SendResult.Queued ? 1 : 0;
            Assert.Equal(4_096 / 512, queued);
        });
        Assert.InRange(reader.RentedBytes, 4_096, 3 * 4_096);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_reader_of_any_pace_ends_with_the_latest_of_each_key(int seed)
    {
        const int Keys = 40;
        var random = new Random(seed);
        using var reader = new SlowReader();
        reader.Declare(traits => traits with { WhenQueueFull = QueueFull.KeepLatest, MaxQueuedBytes = Keys * 512 });
        var latest = new Dictionary<int, int>();
        reader.LeaveRoom(0);
        for (int round = 1; round <= 2_000; round++)
        {
            int number = round;
            reader.Run(session =>
            {
                int key = random.Next(Keys);
                string text = $"{key} {number} {new string('x', random.Next(200))}";
                if (session.Send(text, (ulong)key) != SendResult.Dropped)
                    latest[key] = number;
            });
            if (random.Next(20) == 0)
                reader.Read(random.Next(1_000));
        }

        reader.Read();
        var received = new Dictionary<int, int>();
        foreach (string[] words in reader.TakenTexts().Select(text => text.Split(' ')))
        {
            int key = int.Parse(words[0], null);
            int number = int.Parse(words[1], null);
            Assert.True(received.GetValueOrDefault(key) < number, "Newer messages of a key do not come before older ones.");
            received[key] = number;
        }

        Assert.Equal(latest, received);
        Assert.Equal(0, reader.RentedBytes);
    }

    [Fact]
    public void In_other_protocols_a_key_says_nothing()
    {
        using var reader = new SlowReader();
        reader.LeaveRoom(0);
        reader.Run(session => session.Send("a", 1));
        reader.Run(session => session.Send("b", 1));
        reader.Run(session => session.Send("c", 1));
        reader.Read();
        Assert.Equal(["a", "b", "c"], reader.TakenTexts());
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(2_100, 2)]
    public void OnWritable_comes_at_the_low_mark_once(int lowMark, int readsUntilThen)
    {
        using var reader = new SlowReader();
        reader.Declare(traits => traits with { LowQueuedBytes = lowMark });
        int writable = 0;
        reader.Behaviour.OnWritable = _ => writable++;
        reader.LeaveRoom(0);
        reader.Run(session => session.Send(new byte[3_996]));
        Assert.Equal(0, writable);
        for (int read = 1; read <= 4; read++)
        {
            reader.Read(1_000);
            Assert.Equal(read >= readsUntilThen ? 1 : 0, writable);
        }

        reader.Read();
        Assert.Equal(1, writable);
    }

    [Fact]
    public void OnWritable_comes_again_for_what_is_queued_below_the_low_mark()
    {
        using var reader = new SlowReader();
        reader.Declare(traits => traits with { LowQueuedBytes = 2_000 });
        int writable = 0;
        reader.Behaviour.OnWritable = _ => writable++;
        reader.LeaveRoom(0);
        reader.Run(session => session.Send(Message));
        reader.Read(10);
        Assert.Equal(1, writable);
        reader.Read(10);
        Assert.Equal(1, writable);
        reader.Run(session => Assert.Equal(SendResult.Queued, session.Send("more")));
        reader.Read(10);
        Assert.Equal(2, writable);
    }
}

file static class Keyed
{
    public static SendResult Send(this Session session, string text, ulong key) =>
        session.Send(Encoding.UTF8.GetBytes(text), MessageKind.Text, key);
}
