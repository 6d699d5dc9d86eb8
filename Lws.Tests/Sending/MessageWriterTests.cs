using System.Text.Json;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Sending;

public class MessageWriterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(10_000)]
    [InlineData(16_300)]
    [InlineData(16_384)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public void What_is_written_is_one_message_of_any_length(int length)
    {
        byte[] payload = new byte[length];
        new Random(length).NextBytes(payload);
        foreach (int step in (int[])[1_000, 30_000, int.MaxValue])
        {
            using var reader = new SlowReader();
            reader.Run(session =>
            {
                session.Send("in front");
                MessageWriter writer = session.Write();
                for (int at = 0; at < length; at += step)
                {
                    int count = Math.Min(step, length - at);
                    payload.AsSpan(at, count).CopyTo(writer.GetSpan(count));
                    writer.Advance(count);
                    if (step == int.MaxValue)
                        break;
                }

                Assert.Equal(length, writer.WrittenBytes);
                Assert.Equal(SendResult.Sent, writer.Send());
                session.Send("behind");
            });
            var frames = SlowReader.Frames(reader.Taken());
            Assert.Equal([0x1, 0x2, 0x1], frames.Select(frame => frame.Opcode));
            Assert.Equal(payload, frames[1].Payload);
            Assert.Equal(0, reader.RentedBytes);
        }
    }

    [Fact]
    public void Behind_a_full_socket_it_is_queued()
    {
        using var reader = new SlowReader();
        reader.LeaveRoom(0);
        reader.Run(session => session.Send("one"));
        reader.Run(session => WriteJson(session, 2));
        reader.Run(session => session.Send("three"));
        reader.Read();
        Assert.Equal(["one", "{\"number\":2}", "three"], reader.TakenTexts());
    }

    [Fact]
    public void What_is_not_sent_is_discarded_when_it_is_disposed_or_its_turn_is_over()
    {
        using var reader = new SlowReader();
        reader.Run(session =>
        {
            using (MessageWriter disposed = session.Write())
                disposed.Advance(disposed.GetSpan(10).Length);
            session.Send("sent");
            MessageWriter forgotten = session.Write();
            forgotten.GetSpan(100_000);
            forgotten.Advance(50_000);
        });
        reader.Run(session => WriteJson(session, 1));
        reader.Run(session => session.Write().Advance(0));
        reader.Receive(RawClient.Frame(0x9, []));
        Assert.Equal(["sent", "{\"number\":1}"], reader.TakenTexts());
        Assert.Equal(0, reader.RentedBytes);
    }

    [Fact]
    public void Misuse_is_told()
    {
        MessageWriter? kept = null;
        using var reader = new SlowReader();
        reader.Run(session =>
        {
            kept = session.Write();
            session.AssertMistake(s => s.Write(), "send its message or dispose it");
            session.AssertMistake(s => s.Send("past it"), "send its message or dispose it");
            session.AssertMistake(s => s.Ping(), "send its message or dispose it");
            Assert.Throws<ArgumentOutOfRangeException>(() => kept.Advance(1_000_000));
            Assert.Throws<ArgumentOutOfRangeException>(() => kept.Advance(-1));
            Assert.Throws<ArgumentOutOfRangeException>(() => kept.GetSpan(-1));
            Assert.Throws<ArgumentException>(() => kept.GetSpan((1 << 30) + 1));
        });
        Assert.Throws<InvalidOperationException>(() => kept!.GetMemory());
        Assert.Throws<InvalidOperationException>(() => kept!.Advance(0));
        Assert.Throws<InvalidOperationException>(() => kept!.Send());
        Assert.Empty(reader.Taken());
    }

    [Fact]
    public void A_close_while_it_is_open_discards_it()
    {
        using var reader = new SlowReader();
        reader.Run(session =>
        {
            MessageWriter writer = session.Write();
            writer.GetSpan(5);
            writer.Advance(5);
            session.Close();
        });
        Assert.Equal([0x88, 2, 0x03, 0xE8], reader.Taken());
    }

    [Fact]
    public void A_handler_that_throws_while_it_is_open_is_told_1011()
    {
        using var reader = new SlowReader();
        reader.Run(session =>
        {
            session.Write().GetSpan();
            throw new JsonException("half a message");
        });
        Assert.Equal([0x88, 2, 0x03, 0xF3], reader.Taken());
    }

    private static void WriteJson(Session session, int number)
    {
        using MessageWriter writer = session.Write(MessageKind.Text);
        using (var json = new Utf8JsonWriter(writer))
        {
            json.WriteStartObject();
            json.WriteNumber("number", number);
            json.WriteEndObject();
        }

        writer.Send();
    }
}
