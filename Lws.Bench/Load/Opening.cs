using System.Diagnostics;
using Lws.Interop;

namespace Lws.Bench.Load;

/// <summary>Opens one connection after the other: connect, greet, read the answer. It allocates nothing after the first.</summary>
internal sealed class Opening(Target target, Epoll epoll, ulong data)
{
    private const int MaxAnswer = 16 << 10;

    private readonly byte[] _answer = new byte[MaxAnswer];
    private int _received;
    private int _answerLength;
    private bool _isGreeted;

    /// <summary>When it began, in ticks of the stopwatch.</summary>
    public long Since { get; private set; }

    /// <summary>The socket, watched under this opening's data.</summary>
    public int Fd { get; private set; } = -1;

    /// <summary>What came behind the answer.</summary>
    public ReadOnlySpan<byte> Rest => _answer.AsSpan(_answerLength.._received);

    public void Begin(long now)
    {
        Debug.Assert(Fd < 0, "the last connection has been taken or reset");
        Since = now;
        _received = 0;
        _answerLength = 0;
        Check(ClientSocket.Connect(target.EndPoint, out int fd));
        Fd = fd;

        // On loopback the connection is there when connect returns, and there is no need to be told.
        _isGreeted = !target.Greeting.Request.IsEmpty && TryGreet();
        Check(epoll.Add(Fd, _isGreeted ? EpollInterest.Receive : EpollInterest.Send, data));
    }

    /// <summary>Goes on after an event; true when the connection is open.</summary>
    /// <exception cref="LoadException">It cannot be opened.</exception>
    public bool Advance()
    {
        if (_isGreeted)
            return ReceiveAnswer();

        Check(TcpSocket.TakeError(Fd));
        if (target.Greeting.Request.IsEmpty)
            return true;
        _isGreeted = TryGreet();
        if (_isGreeted)
            Check(epoll.Modify(Fd, EpollInterest.Receive, data));
        return false;
    }

    /// <summary>Hands the open socket over; it is watched no more.</summary>
    public int Take()
    {
        int fd = Fd;
        Check(epoll.Remove(fd));
        Fd = -1;
        return fd;
    }

    /// <summary>Closes the connection without leaving a port in TIME_WAIT.</summary>
    public void Reset()
    {
        if (Fd < 0)
            return;
        TcpSocket.ResetOnClose(Fd);
        _ = TcpSocket.Close(Fd);
        Fd = -1;
    }

    private bool TryGreet()
    {
        SysResult sent = TcpSocket.Send(Fd, target.Greeting.Request);
        if (sent.WouldBlock)
            return false;
        Check(sent);
        return sent.Value == target.Greeting.Request.Length
            ? true
            : throw new LoadException("a new connection did not take the request as a whole");
    }

    private bool ReceiveAnswer()
    {
        if (_received == MaxAnswer)
            throw new LoadException($"the answer to the greeting does not end within {MaxAnswer} bytes");
        SysResult received = TcpSocket.Receive(Fd, _answer.AsSpan(_received));
        if (received.WouldBlock)
            return false;
        Check(received);
        if (received.Value == 0)
            throw new LoadException("the server closed a connection before it was open");
        _received += received.Value;
        return target.Greeting.TryReadAnswer(_answer.AsSpan(0, _received), out _answerLength);
    }

    private void Check(SysResult result)
    {
        if (result.IsError)
            throw new LoadException($"no connection to {target.EndPoint}: {result.ToException().Message}");
    }
}
