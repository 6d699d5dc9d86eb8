using System.Net;
using Lws.Interop;
using Lws.Loop;
using Lws.Streams;

namespace Lws.Tests.Loop;

/// <summary>An outside that a test writes itself: which events come, what a descriptor receives, how much it takes.</summary>
internal readonly struct ScriptedIo(Script script) : ILoopIo
{
    public uint Now => script.Now;

    public int PollFd => -1;

    public bool HasReady => false;

    public long Bytes => 0;

    public EpollEvent this[int index] => script.Batch[index];

    public int Wait(int timeoutMilliseconds)
    {
        script.LastWait = timeoutMilliseconds;
        script.Batch = [.. script.Events];
        script.Events.Clear();
        return script.Batch.Length;
    }

    public SysResult Listen(IPEndPoint endPoint, int backlog, out int fd, out IPEndPoint? bound)
    {
        fd = Script.ListenFd;
        bound = endPoint;
        return SysResult.Success(0);
    }

    public SysResult Accept(int listenFd) =>
        script.ToAccept.TryDequeue(out int fd) ? SysResult.Success(fd) : SysResult.Failure(Errno.EAGAIN);

    public void Shed(int listenFd, int most) => script.Sheds++;

    public SysResult Connect(IPEndPoint endPoint, out int fd)
    {
        bool isTaken = script.ToConnect.TryDequeue(out fd);
        script.Connected.Add(endPoint);
        return isTaken ? SysResult.Success(0) : SysResult.Failure(Errno.ENETUNREACH);
    }

    public SysResult TakeError(int fd) => script.ConnectErrors.Remove(fd, out Errno error) ? SysResult.Failure(error) : SysResult.Success(0);

    public SysResult Duplicate(int fd) => SysResult.Success(fd);

    public void Adopt(int fd)
    {
    }

    public int Attach(ByteStream stream) => throw new NotSupportedException("A script has descriptors only.");

    public TcpEndPoint PeerOf(int fd) => default;

    public TcpEndPoint LocalOf(int fd) => default;

    public SysResult Watch(int fd, EpollInterest interest, ulong data)
    {
        script.Watches[fd] = (interest, data);
        return SysResult.Success(0);
    }

    public void ChangeWatch(int fd, EpollInterest interest, ulong data) => script.Watches[fd] = (interest, data);

    public void Unwatch(int fd) => script.Watches.Remove(fd);

    public SysResult Receive(int fd, Span<byte> buffer)
    {
        if (!script.ToReceive.TryGetValue(fd, out Queue<byte[]>? pieces) || pieces.Count == 0)
            return SysResult.Failure(Errno.EAGAIN);
        byte[] piece = pieces.Dequeue();
        piece.CopyTo(buffer);
        return SysResult.Success(piece.Length);
    }

    public SysResult Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        script.SendCalls++;
        byte[] all = [.. first, .. second, .. third];
        int room = script.RoomToSend.GetValueOrDefault(fd, int.MaxValue);
        if (room == 0)
            return SysResult.Failure(Errno.EAGAIN);
        int count = Math.Min(room, all.Length);
        if (room != int.MaxValue)
            script.RoomToSend[fd] = room - count;
        script.SentBy(fd).AddRange(all[..count]);
        return SysResult.Success(count);
    }

    public void SendFin(int fd) => script.Fins.Add(fd);

    public void Close(int fd)
    {
        script.Closed.Add(fd);
        script.Watches.Remove(fd);
    }

    public void Wake()
    {
    }

    public void ClearWake()
    {
    }

    public void Dispose()
    {
    }
}
