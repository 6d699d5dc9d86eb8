using System.Net;
using System.Text;
using Lws.Interop;
using Lws.Loop;
using Lws.Tests.Support;

namespace Lws.Tests.Loop;

/// <summary>What a <see cref="ScriptedIo"/> plays, and what the loop did to it.</summary>
internal sealed class Script
{
    public const int ListenFd = 3;

    private readonly Dictionary<int, List<byte>> _sent = [];

    public uint Now { get; set; } = uint.MaxValue - 1_000; // so that the clock wraps in every test

    public List<EpollEvent> Events { get; } = [];

    public EpollEvent[] Batch { get; set; } = [];

    public int LastWait { get; set; }

    public Queue<int> ToAccept { get; } = [];

    public Dictionary<int, Queue<byte[]>> ToReceive { get; } = [];

    public Dictionary<int, int> RoomToSend { get; } = [];

    public Dictionary<int, (EpollInterest Interest, ulong Data)> Watches { get; } = [];

    public List<int> Fins { get; } = [];

    public List<int> Closed { get; } = [];

    public int Sheds { get; set; }

    /// <summary>The descriptors that connects get; without one the network is unreachable.</summary>
    public Queue<int> ToConnect { get; } = [];

    public List<IPEndPoint> Connected { get; } = [];

    public Dictionary<int, Errno> ConnectErrors { get; } = [];

    public int SendCalls { get; set; }

    public List<byte> SentBy(int fd)
    {
        if (!_sent.TryGetValue(fd, out List<byte>? bytes))
            _sent[fd] = bytes = [];
        return bytes;
    }

    /// <summary>Takes what was sent by the descriptor since the last call.</summary>
    public byte[] TakeSent(int fd)
    {
        byte[] bytes = [.. SentBy(fd)];
        SentBy(fd).Clear();
        return bytes;
    }

    public void Connect(int fd)
    {
        ToAccept.Enqueue(fd);
        Events.Add(new EpollEvent(EpollReadiness.Receive, EventData.Listener(0)));
    }

    /// <summary>Bytes arrive for a watched descriptor, and its event with them; no bytes stand for FIN.</summary>
    public void Arrive(int fd, params byte[] bytes)
    {
        if (!ToReceive.TryGetValue(fd, out Queue<byte[]>? pieces))
            ToReceive[fd] = pieces = [];
        pieces.Enqueue(bytes);
        Events.Add(new EpollEvent(EpollReadiness.Receive, Watches[fd].Data));
    }

    public void ArriveRequest(int fd, string headers = "") => Arrive(fd, Encoding.ASCII.GetBytes(RawClient.Request(extra: headers)));

    public void BecomeWritable(int fd)
    {
        RoomToSend.Remove(fd);
        Events.Add(new EpollEvent(EpollReadiness.Send, Watches[fd].Data));
    }
}
