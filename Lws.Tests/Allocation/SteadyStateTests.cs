using System.Net;
using Lws.Buffers;
using Lws.Tests.Limits;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Allocation;

/// <summary>What its sessions count, for the thread that runs the loop.</summary>
[LwsContext(FdLimit = 20)]
[Serve<CountingEcho>]
internal sealed partial class CountingContext
{
    public int Messages { get; set; }

    public int Closed { get; set; }

    private SessionHandle _first;

    public bool TryTakeFirst(out SessionHandle session)
    {
        session = _first;
        return session != default;
    }

    public void Keep(SessionHandle session) => _first = session;
}

/// <summary>Echoes, and counts in its context.</summary>
[LwsProtocol("counting")]
public partial struct CountingEcho
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        var context = (CountingContext)session.Context;
        if (context.Messages++ == 0)
            context.Keep(session.Handle);
        session.Send(payload, kind);
    }

    private void OnClosed(Session session, CloseStatus status) => ((CountingContext)session.Context).Closed++;
}

/// <summary>The loop runs on the test's own thread here, so that what it allocates can be counted to the byte.</summary>
[Collection(Alone.Name)]
public class SteadyStateTests
{
    private const int WarmUp = 2_000;

    [Fact]
    public void A_hundred_thousand_messages_allocate_nothing()
    {
        using var context = new CountingContext();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        Task peer = Task.Run(() => SendAndReceive(endPoint, WarmUp + 100_000, inFlight: 50));

        SteadyState.RunUntil(context, () => context.Messages >= WarmUp, peer);
        Assert.Equal(0, SteadyState.LeastAllocated(context, () => context.Messages, WarmUp + 100_000, peer));
        SteadyState.RunUntil(context, () => peer.IsCompleted, peer);
    }

    [Fact]
    public void Fragmented_and_split_messages_allocate_nothing()
    {
        using var context = new CountingContext();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        byte[] message = new byte[40_000];
        byte[] stream =
        [
            .. RawClient.Frame(0x1, "begin "u8, final: false), .. RawClient.Frame(0x9, "ping"u8),
            .. RawClient.Frame(0x0, "middle "u8, final: false), .. RawClient.Frame(0x0, "end"u8), .. RawClient.Frame(0x2, message),
        ];
        Task peer = Task.Run(() =>
        {
            using RawClient client = Open(endPoint);
            for (int round = 0; round < 300; round++)
            {
                foreach (byte[] piece in stream.Chunk(9_973))
                    client.Send(piece);
                Assert.Equal((0xA, true, 4), Shape(client));
                Assert.Equal((0x1, true, 16), Shape(client));
                Assert.Equal((0x2, true, message.Length), Shape(client));
            }
        });

        FillPool(context);
        SteadyState.RunUntil(context, () => context.Messages >= 100, peer);
        Assert.Equal(0, SteadyState.LeastAllocated(context, () => context.Messages, 600, peer));
        SteadyState.RunUntil(context, () => peer.IsCompleted, peer);
    }

    [Fact]
    public void Ten_thousand_accepts_and_closes_allocate_nothing()
    {
        using var context = new CountingContext();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        Task peer = Task.Run(() =>
        {
            for (int cycle = 0; cycle < WarmUp + 10_000; cycle++)
            {
                using RawClient client = Open(endPoint);
                client.Send(RawClient.TextFrame("hi"), RawClient.CloseFrame(1000));
                Assert.Equal("hi", client.ReadText());
                Assert.Equal(1000, client.ReadClose());
                client.Reset();
            }
        });

        SteadyState.RunUntil(context, () => context.Closed >= WarmUp, peer);
        Assert.Equal(0, SteadyState.LeastAllocated(context, () => context.Closed, WarmUp + 10_000, peer));
        SteadyState.RunUntil(context, () => peer.IsCompleted, peer);
    }

    [Fact]
    public void Messages_from_another_thread_allocate_nothing_on_either()
    {
        using var context = new CountingContext();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        long allocatedBySender = -1;
        int received = 0;
        using var measured = new ManualResetEventSlim();
        Task peer = Task.Run(() =>
        {
            using RawClient client = Open(endPoint);
            client.Send(RawClient.TextFrame("here"));
            Assert.Equal("here", client.ReadText());
            while (Volatile.Read(ref received) < WarmUp + 10_000)
            {
                client.ReadFrame();
                Volatile.Write(ref received, received + 1);
            }

            measured.Wait(); // its end is not what is measured
        });
        Task sender = Task.Factory.StartNew(
            () =>
            {
                SessionHandle session = default;
                SpinWait.SpinUntil(() => context.TryTakeFirst(out session));
                SendInStep(session, 0, WarmUp, ref received);
                long before = GC.GetAllocatedBytesForCurrentThread();
                SendInStep(session, WarmUp, 10_000, ref received);
                allocatedBySender = GC.GetAllocatedBytesForCurrentThread() - before;
            },
            TaskCreationOptions.LongRunning);

        FillPool(context);
        SteadyState.RunUntil(context, () => Volatile.Read(ref received) >= WarmUp, peer);
        Assert.Equal(0, SteadyState.LeastAllocated(context, () => Volatile.Read(ref received), WarmUp + 10_000, peer));
        measured.Set();
        SteadyState.RunUntil(context, () => peer.IsCompleted && sender.IsCompleted, peer);
        sender.GetAwaiter().GetResult();
        Assert.Equal(0, allocatedBySender);
    }

    // One message is on its way at a time, so that no queue grows beyond what the warm-up has seen.
    private static void SendInStep(SessionHandle session, int first, int count, ref int received)
    {
        for (int message = first; message < first + count; message++)
        {
            Assert.True(session.TrySend("from elsewhere"u8) == SendResult.Queued); // Equal would box
            while (Volatile.Read(ref received) <= message)
                Thread.Yield();
        }
    }

    // Which sizes of blocks are needed depends on how TCP cuts the bytes, so the warm-up asks for all of them.
    private static void FillPool(LwsContext context)
    {
        BlockPool pool = context.Loop.Blocks;
        int[] blocks = [.. Enumerable.Range(0, 30).Select(number => pool.Rent(512 << (number % 10)))];
        foreach (int block in blocks)
            pool.Return(block);
    }

    private static RawClient Open(IPEndPoint endPoint)
    {
        var client = new RawClient(endPoint);
        client.Upgrade();
        return client;
    }

    private static (int Opcode, bool Final, int Length) Shape(RawClient client)
    {
        (int opcode, bool final, byte[] payload) = client.ReadFrame();
        return (opcode, final, payload.Length);
    }

    private static void SendAndReceive(IPEndPoint endPoint, int messages, int inFlight)
    {
        using RawClient client = Open(endPoint);
        byte[] burst = Enumerable.Repeat(RawClient.TextFrame("0123456789"), inFlight).SelectMany(frame => frame).ToArray();
        for (int sent = 0; sent < messages; sent += inFlight)
        {
            client.Send(burst);
            for (int received = 0; received < inFlight; received++)
                Assert.Equal("0123456789", client.ReadText());
        }
    }
}
