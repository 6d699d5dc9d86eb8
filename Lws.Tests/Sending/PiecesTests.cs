using System.Text;
using Lws.Tests.Client;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Sending;

/// <summary>One message out of several pieces, and one message in several frames.</summary>
public class PiecesTests
{
    public static TheoryData<int, int, int> Lengths => new()
    {
        { 0, 0, 0 }, { 1, 0, 2 }, { 60, 60, 6 }, { 1_000, 1, 1_000 }, { 16_000, 300, 100 }, { 20_000, 30_000, 40_000 }, { 0, 70_000, 3 },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Pieces_arrive_as_one_message_however_much_the_socket_takes(int first, int second, int third)
    {
        byte[][] pieces = [Bytes(first, 1), Bytes(second, 2), Bytes(third, 3)];
        foreach (int room in (int[])[int.MaxValue, 0, 5, 16_390, 25_000])
        {
            using var reader = new SlowReader();
            reader.LeaveRoom(room);
            reader.Run(session =>
            {
                session.Send("in front");
                Assert.NotEqual(SendResult.Dropped, session.Send(pieces[0], pieces[1], pieces[2]));
            });
            reader.Read();
            var frames = SlowReader.Frames(reader.Taken());
            Assert.Equal(2, frames.Count);
            Assert.Equal((0x2, true), (frames[1].Opcode, frames[1].Final));
            Assert.Equal([.. pieces[0], .. pieces[1], .. pieces[2]], frames[1].Payload);
            Assert.Equal(0, reader.RentedBytes);
        }
    }

    [Fact]
    public void Two_pieces_and_a_list_of_any_length_arrive_as_one_message()
    {
        using var reader = new SlowReader();
        ReadOnlyMemory<byte>[] list = [.. Enumerable.Range(0, 9).Select(number => (ReadOnlyMemory<byte>)Bytes(number * 1_000, (byte)number))];
        reader.Run(session =>
        {
            Assert.Equal(SendResult.Sent, session.Send("two "u8, "pieces"u8, MessageKind.Text));
            Assert.Equal(SendResult.Sent, session.Send(list));
            Assert.Equal(SendResult.Sent, session.Send(ReadOnlySpan<ReadOnlyMemory<byte>>.Empty, MessageKind.Text));
        });
        var frames = SlowReader.Frames(reader.Taken());
        Assert.Equal("two pieces", Encoding.UTF8.GetString(frames[0].Payload));
        Assert.Equal(list.SelectMany(piece => piece.ToArray()), frames[1].Payload);
        Assert.Equal((0x1, 0), (frames[2].Opcode, frames[2].Payload.Length));
    }

    [Fact]
    public void Large_pieces_go_out_of_the_callers_spans_three_a_system_call()
    {
        using var reader = new SlowReader();
        int calls = reader.Harness.Script.SendCalls;
        reader.Run(session => session.Send(new byte[100_000], new byte[100_000]));
        Assert.Equal(calls + 1, reader.Harness.Script.SendCalls);
        Assert.Equal(0, reader.Harness.Memory.RetainedBlocks);
    }

    [Fact]
    public void A_message_in_parts_is_a_frame_each_with_control_frames_between()
    {
        using var reader = new SlowReader();
        reader.Run(session =>
        {
            session.BeginMessage(MessageKind.Text);
            Assert.Equal(SendResult.Sent, session.SendPart("one "u8));
            Assert.Equal(SendResult.Sent, session.Ping());
        });
        reader.Receive(RawClient.Frame(0x9, "ping"u8));
        reader.Run(session =>
        {
            Assert.Equal(SendResult.Sent, session.SendPart(new byte[20_000]));
            Assert.Equal(SendResult.Sent, session.EndMessage());
            Assert.Equal(SendResult.Sent, session.Send("whole again"));
        });
        Assert.Equal(
            [(0x1, false, 4), (0x9, true, 0), (0xA, true, 4), (0x0, false, 20_000), (0x0, true, 0), (0x1, true, 11)],
            SlowReader.Frames(reader.Taken()).Select(frame => (frame.Opcode, frame.Final, frame.Payload.Length)));
    }

    [Fact]
    public void A_message_of_a_single_part_is_an_ordinary_frame()
    {
        using var reader = new SlowReader();
        reader.Run(session =>
        {
            session.BeginMessage();
            session.EndMessage("all"u8);
        });
        Assert.Equal([0x82, 3, .. "all"u8], reader.Taken());
    }

    [Fact]
    public void A_part_that_finds_no_room_can_be_sent_again_and_is_not_counted()
    {
        using var reader = new SlowReader();
        int dropped = 0;
        reader.Behaviour.OnDropped = (_, count) => dropped += count;
        reader.LeaveRoom(0);
        reader.Run(session =>
        {
            session.BeginMessage();
            session.SendPart(new byte[4_000]);
        });
        reader.Run(session => Assert.Equal(SendResult.Dropped, session.EndMessage(new byte[1_000])));
        reader.Read();
        reader.Run(session => Assert.Equal(SendResult.Sent, session.EndMessage("end"u8)));
        Assert.Equal(
            [(0x2, false), (0x0, true)], SlowReader.Frames(reader.Taken()).Select(frame => (frame.Opcode, frame.Final)));
        Assert.Equal(0, dropped);
    }

    [Fact]
    public void Another_message_inside_one_in_parts_is_a_mistake_that_says_what_to_do()
    {
        using var reader = new SlowReader();
        reader.Run(session =>
        {
            session.AssertMistake(s => s.SendPart("no begin"u8), "BeginMessage");
            session.BeginMessage();
            session.SendPart("begun"u8);
        });
        foreach (int room in (int[])[int.MaxValue, 0])
        {
            reader.LeaveRoom(room);
            reader.Run(session =>
            {
                session.AssertMistake(s => s.Send("whole"), "EndMessage");
                session.AssertMistake(s => s.Send(new byte[50_000]), "EndMessage");
                session.AssertMistake(s => s.Send("a"u8, "b"u8), "EndMessage");
                session.AssertMistake(s => s.Send("keyed"u8, MessageKind.Text, 1), "EndMessage");
                session.AssertMistake(s => s.BeginMessage(), "EndMessage");
                session.AssertMistake(s => s.Write(), "EndMessage");
                session.SendPart("on"u8);
            });
        }
    }

    [Fact]
    public void A_session_can_be_closed_in_the_middle_of_a_message()
    {
        using var reader = new SlowReader();
        reader.Run(session =>
        {
            session.BeginMessage();
            session.SendPart("begun"u8);
            session.Close();
            Assert.Equal(SendResult.Closed, session.EndMessage());
        });
        Assert.Equal([0x2, 0x8], SlowReader.Frames(reader.Taken()).Select(frame => frame.Opcode));
    }

    [Fact]
    public void A_client_masks_pieces_and_parts()
    {
        using var context = new BothRolesContext();
        var endPoint = context.Listen("127.0.0.1", 0);
        var journal = new Journal
        {
            OnOpen = static session =>
            {
                session.Send("two "u8, "pieces"u8, MessageKind.Text);
                session.Send(new byte[30_000], new byte[40_000], new byte[50_000]);
                session.BeginMessage(MessageKind.Text);
                session.SendPart("in "u8);
                session.EndMessage("parts"u8);
                using MessageWriter writer = session.Write(MessageKind.Text);
                "written"u8.CopyTo(writer.GetSpan(7));
                writer.Advance(7);
                writer.Send();
            },
        };
        context.Connect(new Uri($"ws://{endPoint}/"), state: new Agent(journal));
        context.RunUntil(() => journal.Entries.Count == 5, "all of them echoed");
        Assert.Equal(["open", "two pieces", "Binary of 120000", "in parts", "written"], journal.Entries);
    }

    private static byte[] Bytes(int length, byte value)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, value);
        return bytes;
    }
}
