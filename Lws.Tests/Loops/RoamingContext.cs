using System.Collections.Concurrent;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Loops;

/// <summary>Four loops, and what their sessions share: so all of it may be used by several threads at once.</summary>
[LwsContext(FdLimit = 400, Loops = 4)]
[Serve<Roaming>]
internal sealed partial class RoamingContext
{
    public delegate void MessageHandler(Session session, ReadOnlySpan<byte> payload, MessageKind kind);

    /// <summary>What a message does; an echo unless it is set.</summary>
    public MessageHandler OnMessage { get; set; } = static (session, payload, kind) => session.Send(payload, kind);

    /// <summary>The sessions that have opened, and the threads on which they did.</summary>
    public ConcurrentQueue<(SessionHandle Session, int Thread)> Opened { get; } = [];

    /// <summary>The threads on which sessions have closed.</summary>
    public ConcurrentQueue<int> Closed { get; } = [];

    /// <summary>"start" and "stop", with the thread of each.</summary>
    public ConcurrentQueue<(string What, int Thread)> Told { get; } = [];

    /// <summary>What OnStart does beside telling.</summary>
    public Action? Starting { get; set; }

    public int CountOpenedOn(int thread) => Opened.Count(entry => entry.Thread == thread);

    /// <summary>Connects clients until two of them are on different loops.</summary>
    public static (RawClient, RawClient) OpenOnTwoLoops(TestServer server, List<RawClient> clients)
    {
        var context = (RoamingContext)server.Context;
        RawClient first = OpenNext(server, clients);
        int thread = context.Opened.Last().Thread;
        while (context.Opened.Last().Thread == thread)
            OpenNext(server, clients);
        return (first, clients[^1]);
    }

    protected override void OnStart()
    {
        Told.Enqueue(("start", Environment.CurrentManagedThreadId));
        Starting?.Invoke();
    }

    protected override void OnStop() => Told.Enqueue(("stop", Environment.CurrentManagedThreadId));

    // OnOpen has been called when the response is here: it is sent afterwards.
    private static RawClient OpenNext(TestServer server, List<RawClient> clients)
    {
        Assert.True(clients.Count < 200, "All clients are on one loop.");
        clients.Add(server.Open());
        return clients[^1];
    }
}
