using System.Text;
using Lws.Tests.Client;
using Lws.Tests.Limits;
using Lws.Tests.Loop;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Topics;

/// <summary>Counts on the loop's thread what publishing and subscribing allocate, once warm: over real sockets, with readers and without.</summary>
[Collection(Alone.Name)]
public class PublishAllocationTests
{
    private const int Clients = 8;
    private const int Rounds = 3_000;

    private static readonly byte[] Payload = Encoding.ASCII.GetBytes(new string('p', 500));

    private static readonly byte[] Large = new byte[20_000];

    private static readonly Dictionary<string, Behaviour.SessionHandler> AllWork = new()
    {
        ["publish"] = static session => session.Context.Publish("room"u8, Payload),
        ["publish by a name of text"] = static session => session.Context.Publish("room", Payload, MessageKind.Text),
        ["publish with a key"] = static session => session.Publish("room"u8, Payload, MessageKind.Text, key: 5),
        ["publish long messages"] = static session => session.Publish("room"u8, Large),
        ["subscribe and unsubscribe"] = static session =>
        {
            session.Subscribe("another");
            session.Publish("another", Payload);
            session.Unsubscribe("another"u8);
        },
    };

    public static TheoryData<string, bool> Works
    {
        get
        {
            var works = new TheoryData<string, bool>();
            foreach (string work in AllWork.Keys)
            {
                works.Add(work, true);
                works.Add(work, false);
            }

            return works;
        }
    }

    [Theory]
    [MemberData(nameof(Works))]
    public void Publishing_allocates_nothing(string work, bool reads)
    {
        // Now and then the runtime counts a few kilobytes, once. What a message allocates comes each time.
        long least = AllocatedBy(work, reads);
        for (int again = 0; again < 3 && least > 0; again++)
            least = Math.Min(least, AllocatedBy(work, reads));
        Assert.Equal(0, least);
    }

    private static long AllocatedBy(string work, bool reads)
    {
        using var context = new TopicsContext();
        var endPoint = context.Listen("127.0.0.1", 0);
        long? allocated = null;
        context.OnMessage = (session, payload, _) =>
        {
            if (payload.SequenceEqual("join"u8))
                Assert.Equal(SubscribeResult.Subscribed, session.Subscribe("room"));
            else
                allocated = Measure(session, AllWork[work]);
        };
        foreach (int block in Enumerable.Range(0, 100).Select(number => context.Loop.Blocks.Rent(512 << (number % 7))).ToArray())
            context.Loop.Blocks.Return(block);

        Task clients = Task.Run(() => RunClients(endPoint, reads));
        context.RunUntil(() => allocated is not null, "the work is measured");
        context.Dispose();
        Assert.True(clients.Wait(TimeSpan.FromSeconds(20)));
        return allocated.GetValueOrDefault();
    }

    private static long Measure(Session session, Behaviour.SessionHandler work)
    {
        for (int round = 0; round < Rounds; round++)
            work(session);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++)
            work(session);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void RunClients(System.Net.IPEndPoint endPoint, bool reads)
    {
        RawClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new RawClient(endPoint))];
        foreach (RawClient client in clients)
        {
            client.Upgrade("/listener");
            client.Send(RawClient.TextFrame("join"));
            client.Send(RawClient.Frame(0x9, []));
            Assert.Equal(0xA, client.ReadFrame().Opcode);
        }

        clients[0].Send(RawClient.TextFrame("go"));
        Parallel.ForEach(clients, new ParallelOptions { MaxDegreeOfParallelism = Clients }, client =>
        {
            if (reads || client == clients[0])
                client.ReadToEnd();
        });
        foreach (RawClient client in clients)
            client.Dispose();
    }
}
