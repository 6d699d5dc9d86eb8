using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Which sessions have opened, and how each has closed. The loop's thread writes it, the test's reads it.</summary>
internal sealed class SessionLedger
{
    private readonly Lock _lock = new();
    private readonly List<ClosedSession> _closed = [];
    private int _opened;

    public int Opened
    {
        get
        {
            lock (_lock)
                return _opened;
        }
    }

    public ClosedSession[] Closed
    {
        get
        {
            lock (_lock)
                return [.. _closed];
        }
    }

    /// <returns>The session's number, in the order of opening from 0.</returns>
    public int Open()
    {
        lock (_lock)
            return _opened++;
    }

    public void Close(int session, CloseStatus status)
    {
        lock (_lock)
            _closed.Add(new ClosedSession(session, status.Code, status.IsClean, status.ByPeer));
    }

    public void AssertEachClosedOnce() => Assert.Equal(Enumerable.Range(0, Opened), Closed.Select(closed => closed.Number).Order());
}
