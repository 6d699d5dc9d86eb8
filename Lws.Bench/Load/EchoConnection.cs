using HdrHistogram;
using Lws.Bench.Load.Wire;
using Lws.Interop;

namespace Lws.Bench.Load;

/// <summary>One open connection: what is in flight, what is unsent, and how far its echoes have come.</summary>
internal sealed class EchoConnection(int index, int fd, int depth, EchoFrames frames, Epoll epoll)
{
    private readonly EchoReader _reader = new(frames);
    private readonly SendLog _log = new(depth);
    private int _unsent;
    private bool _isBlocked;

    /// <summary>Messages whose echo has not come.</summary>
    public int InFlight => _log.InFlight;

    /// <summary>Begins to watch the socket, and takes what came with the answer to the greeting.</summary>
    public void Open(ReadOnlySpan<byte> rest)
    {
        Check(epoll.Add(fd, EpollInterest.Receive, (ulong)index));
        int completed = Read(rest, compares: true);
        if (completed > 0)
            Complete(completed, 0, null);
        if (_reader.Pongs is not null)
            Flush();
    }

    public void Send(int messages, long now)
    {
        _log.Add(messages, now);
        _unsent += messages * frames.FrameLength;
        if (!_isBlocked)
            Flush();
    }

    /// <summary>Receives once and answers with the number of echoes that are complete now.</summary>
    public int Receive(Span<byte> buffer, bool compares)
    {
        SysResult received = TcpSocket.Receive(fd, buffer);
        if (received.WouldBlock)
            return 0;
        Check(received);
        if (received.Value == 0)
            throw Fault("the server closed the TCP connection without a close frame");
        int completed = Read(buffer[..received.Value], compares);
        if (_reader.Pongs is not null && !_isBlocked)
            Flush();
        return completed;
    }

    /// <summary>Takes messages out of flight and records how long each was in it.</summary>
    public void Complete(int messages, long now, LongHistogram? latencies)
    {
        try
        {
            _log.Complete(messages, now, latencies);
        }
        catch (LoadException exception)
        {
            throw Fault(exception.Message);
        }
    }

    /// <summary>Sends what the socket takes, and has the rest reported as soon as there is room.</summary>
    public void Flush()
    {
        bool isBlocked = !(_reader.Pongs is null ? TrySendFrames(_unsent) : TrySendAround(_reader.Pongs));
        if (isBlocked == _isBlocked)
            return;
        _isBlocked = isBlocked;
        Check(epoll.Modify(fd, isBlocked ? EpollInterest.Receive | EpollInterest.Send : EpollInterest.Receive, (ulong)index));
    }

    /// <summary>Closes the connection without leaving a port in TIME_WAIT.</summary>
    public void Reset()
    {
        TcpSocket.ResetOnClose(fd);
        _ = TcpSocket.Close(fd);
    }

    private int Read(ReadOnlySpan<byte> received, bool compares)
    {
        try
        {
            return _reader.Read(received, compares);
        }
        catch (LoadException exception)
        {
            throw Fault(exception.Message);
        }
    }

    // A pong goes between two frames: behind the one that is begun.
    private bool TrySendAround(byte[] pongs)
    {
        if (!TrySendFrames(_unsent % frames.FrameLength))
            return false;
        int sent = SendOnce(pongs);
        _reader.Pongs = sent == pongs.Length ? null : pongs[sent..];
        return sent == pongs.Length && TrySendFrames(_unsent);
    }

    private bool TrySendFrames(int bytes)
    {
        if (bytes == 0)
            return true;
        int sent = SendOnce(frames.Unsent(_unsent)[..bytes]);
        _unsent -= sent;
        return sent == bytes;
    }

    private int SendOnce(ReadOnlySpan<byte> bytes)
    {
        SysResult sent = TcpSocket.Send(fd, bytes);
        if (sent.WouldBlock)
            return 0;
        Check(sent);
        return sent.Value;
    }

    private void Check(SysResult result)
    {
        if (result.IsError)
            throw Fault(result.ToException().Message);
    }

    private LoadException Fault(string text) => new($"connection {index}: {text}");
}
