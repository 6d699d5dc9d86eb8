using Lws;

namespace Demo;

/// <summary>Who is connected, by any protocol, as JSON: pushed when it changes, at most every 50 ms.</summary>
/// <remarks>libwebsockets: <c>lws-status</c>.</remarks>
[LwsProtocol("status", MaxMessageLength = 64, Origins = [Origins.Same, Origins.Missing])]
public partial struct Status
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private int _id;
    private bool _isScheduled;
    private bool _isStale;

    /// <summary>To be called by every protocol's <c>OnOpen</c>. The number that it answers is given back to <see cref="Leave"/>.</summary>
    internal static int Arrive(Session session, string protocol)
    {
        int id = DemoContext.Of(session).Registry.Add(protocol, session.RemoteEndPoint);
        NotifyAll(session);
        return id;
    }

    /// <summary>To be called by every protocol's <c>OnClosed</c>.</summary>
    internal static void Leave(Session session, int id)
    {
        DemoContext.Of(session).Registry.Remove(id);
        NotifyAll(session);
    }

    private void OnOpen(Session session) => _id = Arrive(session, "status");

    private void OnTimer(Session session)
    {
        _isScheduled = false;
        Push(session);
    }

    private void OnWritable(Session session)
    {
        if (_isStale)
            Push(session);
    }

    private readonly void OnClosed(Session session, CloseStatus status) => Leave(session, _id);

    // A list that is not taken now is outdated later: it is not queued but made anew, once the peer has read.
    private void Push(Session session) =>
        _isStale = session.Send(DemoContext.Of(session).Registry.ToJson(), MessageKind.Text) == SendResult.Dropped;

    // The timer gathers what happens within one pause, such as the five connections of one page.
    private static void NotifyAll(Session session)
    {
        foreach (Session viewer in session.Sessions<Status>())
        {
            ref Status status = ref viewer.State<Status>();
            if (status._isScheduled)
                continue;
            status._isScheduled = true;
            viewer.SetTimer(Pause);
        }
    }
}
