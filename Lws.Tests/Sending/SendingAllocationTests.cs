using System.Net.Sockets;
using System.Text.Json;
using Lws.Buffers;
using Lws.Tests.Client;
using Lws.Tests.Limits;
using Lws.Tests.Loop;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Sending;

/// <summary>Counts what a handler's work allocates, once it is warm.</summary>
[LwsContext(FdLimit = 4)]
[Serve<Measured>]
internal sealed partial class MeasuredContext
{
    private const int Rounds = 3_000;

    private static readonly byte[] Filler = new byte[1_000];

    public Behaviour.SessionHandler? Work { get; init; }

    public long? Allocated { get; private set; }

    /// <summary>Whether the socket is to be full before the work begins.</summary>
    public bool FillsSocket { get; init; }

    /// <summary>What waits after the work, in bytes.</summary>
    public int Buffered { get; private set; }

    public int Dropped { get; set; }

    public void Measure(Session session)
    {
        while (FillsSocket && session.Send(Filler) != SendResult.Queued)
        {
        }

        for (int round = 0; round < Rounds; round++)
            Work!(session);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++)
            Work!(session);
        Allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Buffered = session.BufferedBytes;
    }
}

/// <summary>Does the measured work when it is told to.</summary>
[LwsProtocol("measured", MaxQueuedBytes = 65_536, WhenQueueFull = QueueFull.KeepLatest)]
internal partial struct Measured
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => ((MeasuredContext)session.Context).Measure(session);

    private void OnDropped(Session session, int count) => ((MeasuredContext)session.Context).Dropped += count;
}

[Collection(Alone.Name)]
public class SendingAllocationTests
{
    private static readonly byte[] Piece = new byte[300];
    private static readonly ReadOnlyMemory<byte>[] Pieces = [Piece, Piece, Piece, Piece, Piece];
    private static readonly byte[] Large = new byte[20_000];
    private static readonly Utf8JsonWriter Json = new(Stream.Null);

    private static ulong _key;
    private static bool _isBegun;

    public static TheoryData<string> Works => [.. AllWork.Keys];

    private static Dictionary<string, Behaviour.SessionHandler> AllWork { get; } = new()
    {
        ["pieces"] = static session =>
        {
            session.Send(Piece, Piece);
            session.Send(Piece, Piece, Piece);
            session.Send(Pieces);
            session.Send(Large, Large);
        },
        ["parts"] = static session =>
        {
            if (!_isBegun)
                session.BeginMessage();
            session.SendPart(Piece);
            _isBegun = session.EndMessage(Piece) == SendResult.Dropped;
        },
        ["keys"] = static session => session.Send(Piece, MessageKind.Binary, _key++ % 200),
        ["JSON by a writer that is used again"] = static session =>
        {
            using MessageWriter writer = session.Write(MessageKind.Text);
            Json.Reset(writer);
            Json.WriteStartObject();
            Json.WriteString("share"u8, "gold"u8);
            Json.WriteNumber("price"u8, 2_345.67m);
            Json.WriteEndObject();
            Json.Flush();
            writer.Send();
        },
        ["a message that outgrows the buffer"] = static session =>
        {
            using MessageWriter writer = session.Write();
            for (int piece = 0; piece < 100; piece++)
            {
                Piece.CopyTo(writer.GetSpan(Piece.Length));
                writer.Advance(Piece.Length);
            }

            writer.Send();
        },
    };

    [Theory]
    [MemberData(nameof(Works))]
    public void Sending_to_a_reader_and_to_one_that_does_not_read_allocates_nothing(string work)
    {
        Assert.Equal(0, LeastAllocatedBy(work, reads: true));
        Assert.Equal(0, LeastAllocatedBy(work, reads: false));
    }

    // Now and then the runtime counts a few kilobytes, once. What a message allocates comes each time.
    private static long LeastAllocatedBy(string work, bool reads)
    {
        long least = AllocatedBy(work, reads);
        for (int again = 0; again < 3 && least > 0; again++)
            least = Math.Min(least, AllocatedBy(work, reads));
        return least;
    }

    private static long AllocatedBy(string work, bool reads)
    {
        using var context = new MeasuredContext { Work = AllWork[work], FillsSocket = !reads };
        _isBegun = false;
        var endPoint = context.Listen("127.0.0.1", 0);
        using var client = new RawClient(endPoint);
        Task opened = Task.Run(() =>
        {
            client.Upgrade();
            client.Send(RawClient.TextFrame("go"));
        });
        FillPool(context.Loop.Blocks);
        Task reader = opened.ContinueWith(_ => reads ? ReadAll(client.Socket) : Task.CompletedTask, TaskScheduler.Default).Unwrap();
        context.RunUntil(() => context.Allocated is not null, "the work is measured");
        Assert.True(reads || context.Buffered > 0, "For who does not read, output waits.");
        context.Dispose();
        Assert.True(reader.Wait(TimeSpan.FromSeconds(20)));
        return context.Allocated.GetValueOrDefault();
    }

    private static async Task ReadAll(Socket socket)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // The loop has gone while output waited.
        }
    }

    // Which sizes of blocks are needed depends on how fast the peer reads, so all of them are there before.
    private static void FillPool(BlockPool pool)
    {
        int[] blocks = [.. Enumerable.Range(0, 400).Select(number => pool.Rent(512 << (number % 8)))];
        foreach (int block in blocks)
            pool.Return(block);
    }
}
