using System.Globalization;
using System.Text;
using Lws.Tests.Limits;
using Xunit;

namespace Lws.Tests.Topics;

/// <summary>10,000 subscribers of one topic, of which a tenth read nothing. In memory: a process may not open both ends of so many sockets.</summary>
[Collection(Alone.Name)]
public class TenThousandSubscribersTests
{
    private const int Subscribers = 10_000;
    private const int Slow = Subscribers / 10;
    private const int Messages = 1_000;
    private const int FrameLength = 120;
    private const int MessagesOfBatch = 20;

    // What the socket of one that does not read takes all the same.
    private const int SocketBuffer = 20_000;

    // Above what queues hold once for all: a block that is not full, at either end.
    private const int BlockLength = 16_384;

    // A reader's backlog and its places in lists, 96 bytes; in a batch two references of 40 bytes, since what it publishes may begin in one
    // block and end in the next; and for one that does not read one for each block that its queue reaches into.
    private const int RecordBytes = (Subscribers * (96 + (2 * 40))) + (Slow * ((TopicsContext.MaxQueuedBytes / BlockLength) + 2) * 40);

    [Fact]
    public void Nobody_else_is_late_and_memory_stays_within_its_bound()
    {
        byte[] stream = [.. Enumerable.Range(0, Messages).SelectMany(FrameOf)];
        using var loop = new TopicLoop();
        var healthy = new List<Reader>();
        var slow = new List<Reader>();
        for (int subscriber = 0; subscriber < Subscribers; subscriber++)
        {
            if (subscriber % 10 == 0)
                slow.Add(loop.Open<Listener>(new Reader { Room = SocketBuffer + (subscriber % 7), Expected = stream }, "prices"));
            else
                healthy.Add(loop.Open<Listener>(new Reader { Expected = stream }, "prices"));
        }

        Assert.Equal(Subscribers, loop.Context.SubscribersOf("prices"));
        long recordsBefore = loop.Context.Memory.Buffers;
        long peak = 0;
        for (int published = 0; published < Messages; published += MessagesOfBatch)
        {
            loop.Run(() => PublishBatch(loop.Context, published));

            // All that was published by the end of a batch has been taken by all who read, however much waits for the others.
            int position = (published + MessagesOfBatch) * FrameLength;
            Assert.True(healthy.TrueForAll(reader => reader.Position == position), "Some of those who read are late.");
            LwsMemory memory = loop.Context.Memory;
            peak = Math.Max(peak, memory.RentedBlocks);
            Assert.InRange(memory.Buffers - recordsBefore, 0, RecordBytes);
        }

        // A thousand queues of up to 64 KiB, and in memory what one of them holds: all wait for the same.
        Assert.InRange(peak, TopicsContext.MaxQueuedBytes - FrameLength, TopicsContext.MaxQueuedBytes + (2 * BlockLength));
        Assert.All(slow, static reader => Assert.InRange(
            TopicLoop.SessionOf(reader).BufferedBytes, TopicsContext.MaxQueuedBytes - FrameLength, TopicsContext.MaxQueuedBytes));
        Assert.InRange(loop.Context.Memory.QueuedOutput, Slow * (TopicsContext.MaxQueuedBytes - FrameLength), Slow * TopicsContext.MaxQueuedBytes);
        Assert.Equal(Slow, loop.Context.Dropped.Count);

        // Once in a batch each.
        Assert.All(healthy, static reader => Assert.Equal(Messages / MessagesOfBatch, reader.Sends));
        AssertAllIsGivenBack(loop, slow);
    }

    private static void AssertAllIsGivenBack(TopicLoop loop, List<Reader> slow)
    {
        foreach (Reader reader in slow)
            reader.Room = int.MaxValue;
        loop.Run();
        LwsMemory memory = loop.Context.Memory;
        Assert.Equal((0, 0), (memory.RentedBlocks, memory.QueuedOutput));
        Assert.All(slow, static reader => Assert.Equal(0, reader.Position % FrameLength));
    }

    private static void PublishBatch(LwsContext context, int first)
    {
        for (int number = first; number < first + MessagesOfBatch; number++)
            context.Publish("prices"u8, FrameOf(number).AsSpan(2), MessageKind.Text);
    }

    private static byte[] FrameOf(int number)
    {
        string text = number.ToString("D118", CultureInfo.InvariantCulture);
        return [0x81, 118, .. Encoding.ASCII.GetBytes(text)];
    }
}
