using System.Buffers.Binary;
using System.Text;
using Lws.Dispatch;
using Lws.Tests.Loop;
using Lws.Tests.Support;

namespace Lws.Tests.Sending;

/// <summary>A session over a scripted socket that takes what the test lets it take; the loop runs a batch at a time.</summary>
internal sealed class SlowReader : IDisposable
{
    private const int Fd = 7;

    public SlowReader(LwsOptions? options = null, string headers = "")
    {
        Harness = LoopHarness.Listening(options);
        Harness.Open(Fd, headers);
    }

    public LoopHarness Harness { get; }

    public Behaviour Behaviour => Harness.Behaviour;

    public long RentedBytes => Harness.Loop.Blocks.RentedBytes;

    /// <summary>Declares the protocol otherwise.</summary>
    public void Declare(Func<ProtocolTraits, ProtocolTraits> change) => Harness.Loop.Traits[0] = change(Harness.Loop.Traits[0]);

    /// <summary>Runs a handler of the session, in a batch of its own.</summary>
    public void Run(Behaviour.SessionHandler handler)
    {
        Behaviour.OnMessage = (session, _, _) => handler(session);
        Receive(RawClient.TextFrame("go"));
    }

    /// <summary>Bytes arrive from the peer.</summary>
    public void Receive(params byte[] bytes)
    {
        Harness.Script.Arrive(Fd, bytes);
        Harness.Batch();
    }

    /// <summary>From now on the socket takes so many bytes.</summary>
    public void LeaveRoom(int bytes) => Harness.Script.RoomToSend[Fd] = bytes;

    /// <summary>The peer reads so many bytes, or all there are.</summary>
    public void Read(int bytes = int.MaxValue)
    {
        Harness.Script.BecomeWritable(Fd);
        if (bytes != int.MaxValue)
            LeaveRoom(bytes);
        Harness.Batch();
    }

    /// <summary>All that the socket has taken since the last call.</summary>
    public byte[] Taken() => Harness.Script.TakeSent(Fd);

    public bool IsCut => Harness.Script.Closed.Contains(Fd);

    /// <summary>Splits what a server sent into frames.</summary>
    public static List<(int Opcode, bool Final, byte[] Payload)> Frames(byte[] bytes)
    {
        List<(int, bool, byte[])> frames = [];
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty)
        {
            int field = rest[1];
            int header = field < 126 ? 2 : field == 126 ? 4 : 10;
            int length = field switch
            {
                < 126 => field,
                126 => BinaryPrimitives.ReadUInt16BigEndian(rest[2..]),
                _ => (int)BinaryPrimitives.ReadInt64BigEndian(rest[2..]),
            };
            frames.Add((rest[0] & 0xF, rest[0] >> 7 == 1, rest.Slice(header, length).ToArray()));
            rest = rest[(header + length)..];
        }

        return frames;
    }

    /// <summary>The payloads of all data frames taken since the last call, as text.</summary>
    public string[] TakenTexts() =>
        [.. Frames(Taken()).Where(frame => frame.Opcode < 8).Select(frame => Encoding.UTF8.GetString(frame.Payload))];

    public void Dispose() => Harness.Dispose();
}
