using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Sending;

/// <summary>Pings that come while output waits.</summary>
public class ControlFrameTests
{
    private static byte[] Ping(int number) => RawClient.Frame(0x9, BitConverter.GetBytes(number));

    [Fact]
    public void A_full_queue_still_answers_pings_and_takes_ours()
    {
        using SlowReader reader = Full();
        reader.Receive([.. Ping(1), .. Ping(2)]);
        reader.Run(session =>
        {
            Assert.Equal(SendResult.Dropped, session.Send("x"));
            Assert.Equal(SendResult.Queued, session.Ping("are you there?"u8));
        });
        reader.Read();
        Assert.Equal([0xA, 0xA, 0x9], SlowReader.Frames(reader.Taken())[^3..].Select(frame => frame.Opcode));
    }

    [Fact]
    public void Pings_beyond_the_quota_are_answered_by_one_pong_to_the_latest()
    {
        using SlowReader reader = Full();
        const int Pings = 900;
        for (int number = 0; number < Pings; number++)
            reader.Receive(Ping(number));
        Assert.InRange(reader.RentedBytes, 4_096, 16_384);

        reader.Read();
        int[] answered = Pongs(reader);
        Assert.InRange(answered.Length, 100, 400);
        Assert.Equal(Enumerable.Range(0, answered.Length - 1), answered[..^1]);
        Assert.Equal(Pings - 1, answered[^1]);
        Assert.Equal(0, reader.RentedBytes);
    }

    [Fact]
    public void A_reader_that_never_catches_up_gets_pongs_all_the_same()
    {
        using SlowReader reader = Full();
        for (int number = 0; number < 900; number++)
            reader.Receive(Ping(number));

        // As much is read as is sent again: the queue is never empty.
        for (int round = 0; round < 20; round++)
        {
            reader.Read(1_000);
            reader.Run(session => session.Send(new byte[900]));
        }

        Assert.Contains(reader.Harness.Script.SentBy(7), sent => sent == 0x8A);
        int before = reader.Harness.Script.SentBy(7).Count;
        Assert.True(before > 8_000);
        reader.Receive(Ping(900));
        reader.Read();
        Assert.Equal(900, Pongs(reader)[^1]);
    }

    [Fact]
    public void A_flood_of_pings_that_reads_no_pong_is_closed_with_1008()
    {
        using SlowReader reader = Full();
        byte[] burst = [.. Enumerable.Range(0, 100).SelectMany(Ping)];
        long most = 0;
        for (int sent = 0; sent < 30 && reader.Behaviour.Closed.Count == 0; sent++)
        {
            reader.Receive(burst);
            most = Math.Max(most, reader.RentedBytes);
        }

        Assert.Equal((CloseCode.PolicyViolation, false, true), Assert.Single(reader.Behaviour.Closed));
        Assert.InRange(most, 1, 32_768);
        reader.Read();
        (int opcode, _, byte[] payload) = SlowReader.Frames(reader.Taken())[^1];
        Assert.Equal((0x8, 0x03F0), (opcode, (payload[0] << 8) | payload[1]));
    }

    private static SlowReader Full()
    {
        var reader = new SlowReader();
        reader.LeaveRoom(0);
        reader.Run(session => session.Send(new byte[4_092]));
        return reader;
    }

    private static int[] Pongs(SlowReader reader) => [.. SlowReader.Frames(reader.Taken())
        .Where(frame => frame.Opcode == 0xA)
        .Select(frame => BitConverter.ToInt32(frame.Payload))];
}
