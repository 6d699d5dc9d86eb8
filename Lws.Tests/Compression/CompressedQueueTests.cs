using Lws.Deflate;
using Lws.Framing;
using Lws.Tests.Deflate;
using Lws.Tests.Sending;
using Xunit;

namespace Lws.Tests.Compression;

/// <summary>A peer that reads slowly and inflates with context takeover: what is dropped or replaced must not be referred to.</summary>
public class CompressedQueueTests
{
    private static readonly LwsOptions Options = new() { Deflate = new DeflateOptions { ServerContextTakeover = true, Threshold = 0 } };

    [Fact]
    public void What_follows_a_dropped_message_can_be_inflated()
    {
        using var reader = new SlowReader(Options, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        byte[][] messages = [.. Enumerable.Range(0, 40).Select(number => Samples.Json(61 * number))];
        List<byte[]> accepted = [];
        reader.LeaveRoom(0);
        for (int round = 0; round < 3; round++)
        {
            reader.Run(session =>
            {
                foreach (byte[] message in messages)
                {
                    if (session.Send(message, MessageKind.Text) is SendResult.Sent or SendResult.Queued)
                        accepted.Add(message);
                }
            });
            reader.Read(1_500);
        }

        reader.Read();
        Assert.InRange(accepted.Count, 5, messages.Length * 3 - 5);
        AssertInflates(reader, accepted);
    }

    [Fact]
    public void What_follows_a_replaced_message_can_be_inflated()
    {
        using var reader = new SlowReader(Options, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        reader.Declare(traits => traits with { WhenQueueFull = QueueFull.KeepLatest, MaxQueuedBytes = 1 << 20 });
        byte[] gold = Samples.Json(1), silver = Samples.Json(2), goldAgain = Samples.Json(3), plain = Samples.Json(4);
        reader.LeaveRoom(0);
        reader.Run(session => session.Send(plain, MessageKind.Text));
        reader.Run(session =>
        {
            session.Send(gold, MessageKind.Text, key: 1);
            session.Send(plain, MessageKind.Text);
            session.Send(silver, MessageKind.Text, key: 2);
            session.Send(goldAgain, MessageKind.Text, key: 1);
            session.Send(plain, MessageKind.Text);
        });
        reader.Read();

        AssertInflates(reader, [plain, goldAgain, plain, silver, plain]);
        reader.Run(session => session.Send(plain, MessageKind.Text));
        reader.Read();
    }

    private static void AssertInflates(SlowReader reader, List<byte[]> expected)
    {
        using Inflater inflater = Codec.Inflater(keepsContext: true);
        List<(int Opcode, bool Final, byte[] Payload)> frames = SlowReader.Frames(reader.Taken());
        Assert.Equal(expected.Count, frames.Count);
        for (int index = 0; index < frames.Count; index++)
        {
            (ProtocolError error, byte[] message) = inflater.Inflate(frames[index].Payload);
            Assert.Equal(ProtocolError.None, error);
            Assert.Equal(expected[index], message);
        }
    }
}
