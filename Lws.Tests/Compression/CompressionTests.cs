using System.Text;
using Lws.Deflate;
using Lws.Tests.Client;
using Lws.Tests.Deflate;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Compression;

/// <summary>What is compressed, what is not, and what it costs.</summary>
public class CompressionTests
{
    private const string Offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    private const int Compressed = 0x40;
    private static readonly byte[] Text = CompressedMessages.Text(3_000);

    [Theory]
    [InlineData(1_023, 0)]
    [InlineData(1_024, Compressed)]
    public void Messages_under_the_threshold_are_sent_as_they_are(int length, int reserved)
    {
        using var server = new TestServer(new CompressedContext(new LwsOptions { Deflate = new DeflateOptions() }));
        using RawClient client = Open(server);
        client.Send(RawClient.Frame(0x1, CompressedMessages.Text(length)));
        client.ReadFrame(reserved);
    }

    [Fact]
    public void What_would_not_become_shorter_is_sent_as_it_is()
    {
        using var server = new TestServer(new CompressedContext(new LwsOptions { Deflate = TakesOver }));
        using RawClient client = Open(server);
        byte[] noise = Samples.Noise(5_000);
        for (int round = 0; round < 3; round++)
        {
            client.Send(RawClient.Frame(0x2, noise));
            Assert.Equal(noise, client.ReadFrame().Payload);
        }
    }

    [Fact]
    public void A_client_that_offers_nothing_gets_no_compression()
    {
        using var server = new TestServer(new CompressedContext(new LwsOptions { Deflate = new DeflateOptions() }));
        using RawClient client = server.Open();
        client.Send(RawClient.Frame(0x1, Text));
        Assert.Equal(Text, client.ReadFrame().Payload);
        client.Send(RawClient.Frame(0x41, [0x00]));
        Assert.Equal(1002, client.ReadClose());
    }

    [Fact]
    public void A_message_may_be_sent_uncompressed_and_later_ones_still_refer_to_earlier_ones()
    {
        var context = new CompressedContext(new LwsOptions { Deflate = TakesOver })
        {
            OnMessage = session =>
            {
                Assert.True(session.IsCompressed);
                Assert.Equal(SendResult.Sent, session.SendUncompressed(Text, MessageKind.Text));
            },
        };
        using var server = new TestServer(context);
        using RawClient client = Open(server);
        using Inflater inflater = Codec.Inflater(keepsContext: true);
        int first = 0;
        for (int round = 0; round < 3; round++)
        {
            client.Send(RawClient.Frame(0x1, Text));
            Assert.Equal(Text, client.ReadFrame().Payload);
            byte[] echo = client.ReadFrame(Compressed).Payload;
            Assert.Equal(Text, inflater.Inflate(echo).Message);
            if (round == 0)
                first = echo.Length;
            else
                Assert.InRange(echo.Length, 1, first / 5);
        }
    }

    [Fact]
    public void All_ways_to_send_a_whole_message_compress_it_and_parts_are_not_compressed()
    {
        string chars = Encoding.ASCII.GetString(Text);
        var context = new CompressedContext(new LwsOptions { Deflate = TakesOver })
        {
            OnMessage = session =>
            {
                session.Send(Text.AsSpan(0, 1_000), Text.AsSpan(1_000), MessageKind.Text);
                session.Send([Text.AsMemory(0, 10), Text.AsMemory(10, 0), Text.AsMemory(10, 20), Text.AsMemory(30)], MessageKind.Text);
                session.Send(chars);
                using (MessageWriter writer = session.Write(MessageKind.Text))
                {
                    Text.CopyTo(writer.GetSpan(Text.Length));
                    writer.Advance(Text.Length);
                    writer.Send();
                }

                using (MessageWriter writer = session.Write(MessageKind.Text))
                {
                    for (int piece = 0; piece < 20; piece++)
                    {
                        Text.CopyTo(writer.GetSpan(Text.Length));
                        writer.Advance(Text.Length);
                    }

                    writer.Send();
                }

                session.BeginMessage(MessageKind.Text);
                session.SendPart(Text);
                session.EndMessage(Text);
            },
        };
        using var server = new TestServer(context);
        using RawClient client = Open(server);
        using Inflater inflater = Codec.Inflater(keepsContext: true);
        client.Send(RawClient.Frame(0x1, Text));
        for (int message = 0; message < 4; message++)
            Assert.Equal(Text, inflater.Inflate(client.ReadFrame(Compressed).Payload).Message);
        Assert.Equal(20 * Text.Length, inflater.Inflate(client.ReadFrame(Compressed).Payload).Message.Length);
        Assert.Equal((0x1, false), Shape(client.ReadFrame()));
        Assert.Equal((0x0, true), Shape(client.ReadFrame()));
        Assert.Equal(Text, inflater.Inflate(client.ReadFrame(Compressed).Payload).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pieces_of_a_compressed_message_are_handed_on_as_they_are_inflated(bool takesOver)
    {
        var options = new LwsOptions { Deflate = new DeflateOptions { ClientContextTakeover = takesOver } };
        using var server = new TestServer(new CompressedContext(options));
        using RawClient plain = server.Open("/pieces");
        using RawClient client = server.Connect();
        client.Upgrade("/pieces", extra: Offer);
        using Deflater deflater = Codec.Deflater(keepsContext: takesOver);
        foreach (byte[] message in (byte[][])[[], [1], Text, CompressedMessages.Text(16_384), CompressedMessages.Text(900_000)])
        {
            plain.Send(RawClient.Frame(0x2, message));
            string expected = plain.ReadText();
            foreach (int frames in (int[])[1, 2, 7])
            {
                byte[] compressed = deflater.Compress(message);
                byte[][] pieces = [.. compressed.Chunk(compressed.Length / frames + 1)];
                for (int piece = 0; piece < pieces.Length; piece++)
                    client.Send(RawClient.Frame(piece == 0 ? 0x42 : 0x0, pieces[piece], final: piece == pieces.Length - 1));
                Assert.Equal(expected, client.ReadText());
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_roles_of_Lws_agree_and_exchange_every_message(bool takesOver)
    {
        var deflate = new DeflateOptions { ServerContextTakeover = takesOver, ClientContextTakeover = takesOver, Threshold = 0 };
        using var server = new TestServer(new CompressedContext(new LwsOptions { Deflate = deflate }));
        (MessageKind Kind, byte[] Payload)[] messages = [.. CompressedMessages.All()];
        int next = 0;
        using var context = new CompressedContext(new LwsOptions { Deflate = deflate });
        context.OnCallerOpen = session => session.Send(messages[0].Payload, messages[0].Kind);
        context.OnCallerMessage = (session, payload, kind) =>
        {
            Assert.True(session.IsCompressed);
            Assert.True(kind == messages[next].Kind && payload.SequenceEqual(messages[next].Payload), $"{kind} of {payload.Length}");
            if (++next < messages.Length)
                session.Send(messages[next].Payload, messages[next].Kind);
            else
                session.Close();
        };

        context.Connect(new Uri($"ws://{server.EndPoint}/"), new ConnectOptions { Subprotocol = "" }, new Caller());
        context.RunUntil(() => context.CallerEnd is not null, "the end of the session");

        Assert.Equal((messages.Length, "1000"), (next, context.CallerEnd));
        server.EventuallyAtBaseline();
        server.Eventually(() => server.Context.Loop.Memory.RentedDeflate == 0, "the server's compressors are back");
        context.RunUntil(() => context.Memory.RentedDeflate == 0, "the client's compressors are back");
    }

    [Fact]
    public void A_client_may_leave_the_offer_out()
    {
        using var server = new TestServer(new CompressedContext(new LwsOptions { Deflate = new DeflateOptions() }));
        bool? isCompressed = null;
        using var context = new CompressedContext(new LwsOptions { Deflate = new DeflateOptions() })
        {
            OnCallerOpen = session =>
            {
                isCompressed = session.IsCompressed;
                session.Close();
            },
        };

        var options = new ConnectOptions { Subprotocol = "", OffersDeflate = false };
        context.Connect(new Uri($"ws://{server.EndPoint}/"), options, new Caller());
        context.RunUntil(() => context.CallerEnd is not null, "the end of the session");

        Assert.False(isCompressed);
    }

    [Fact]
    public void Idle_connections_without_takeover_hold_no_compressor_and_those_with_it_hold_theirs()
    {
        foreach (bool takesOver in (bool[])[false, true])
        {
            var deflate = new DeflateOptions { ServerContextTakeover = takesOver, ClientContextTakeover = takesOver };
            using var server = new TestServer(new CompressedContext(new LwsOptions { Deflate = deflate }));
            RawClient[] clients = [.. Enumerable.Range(0, 10).Select(_ => Open(server))];
            byte[] message = Codec.FrameworkCompress(Text, System.IO.Compression.CompressionLevel.Optimal);
            foreach (RawClient client in clients)
            {
                client.Send(RawClient.Frame(0x41, message));
                client.ReadFrame(Compressed);
            }

            LwsMemory memory = server.Context.Loop.Memory;
            int each = DeflateMemory.OfInflater + DeflateMemory.OfDeflater(15, 8);
            Assert.Equal(takesOver ? 10 * each : 0, memory.RentedDeflate);
            Assert.Equal(takesOver ? 0 : each, memory.RetainedDeflate);
            Array.ForEach(clients, client => client.Dispose());
            server.EventuallyAtBaseline();
            server.Eventually(() => server.Context.Loop.Memory.RentedDeflate == 0, "all compressors are back");
        }
    }

    private static DeflateOptions TakesOver => new() { ServerContextTakeover = true, ClientContextTakeover = true };

    private static RawClient Open(TestServer server)
    {
        RawClient client = server.Connect();
        Assert.Contains("permessage-deflate", client.Upgrade(extra: Offer), StringComparison.Ordinal);
        return client;
    }

    private static (int Opcode, bool Final) Shape((int Opcode, bool Final, byte[] Payload) frame) => (frame.Opcode, frame.Final);
}
