using System.Collections.Concurrent;
using System.Text;

namespace Lws.Tests.EndToEnd;

/// <summary>
/// What clients that nobody here wrote are tested against: two protocols on <c>/</c>, nothing elsewhere. Its records may be
/// read by any thread.
/// </summary>
[LwsContext(FdLimit = 100)]
[Serve<LargeEcho>(Path = "/")]
[Serve<CloseOnRequest>(Path = "/")]
internal sealed partial class ForeignClientsContext
{
    private volatile int _pings;
    private volatile int _pongs;

    public int Pings => _pings;

    public int Pongs => _pongs;

    /// <summary>How the sessions have ended, in that order.</summary>
    public ConcurrentQueue<SessionEnd> Ends { get; } = new();

    public static ForeignClientsContext Of(Session session) => (ForeignClientsContext)session.Context;

    public void CountPing() => _pings++;

    public void CountPong() => _pongs++;

    public void Record(CloseStatus status) =>
        Ends.Enqueue(new SessionEnd((int)status.Code, Encoding.UTF8.GetString(status.Reason), status.IsClean, status.ByPeer));
}
