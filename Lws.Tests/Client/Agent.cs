namespace Lws.Tests.Client;

/// <summary>What the client's side of a test has seen, in order, and what it is to do when it opens.</summary>
internal sealed class Journal
{
    public delegate void SessionHandler(Session session);

    public List<string> Entries { get; } = [];

    public SessionHandler? OnOpen { get; set; }

    public SessionHandler? OnMessage { get; set; }

    public Action<string>? OnConnectFailed { get; set; }

    public ConnectError LastError { get; set; }

    public int LastStatus { get; set; }

    public string LastResponseHead { get; set; } = "";

    public TimeSpan? LastRetryIn { get; set; }
}

/// <summary>A protocol for both roles: the server's side of it is an echo that is served as "agent-echo".</summary>
[LwsProtocol("agent", MaxMessageLength = 1 << 20, MaxQueuedBytes = 1 << 22)]
public partial struct Agent
{
    private Journal? _journal;

    internal Agent(Journal journal)
    {
        _journal = journal;
    }

    private readonly void OnOpen(Session session)
    {
        _journal?.Entries.Add("open");
        _journal?.OnOpen?.Invoke(session);
    }

    private readonly void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (_journal is null)
        {
            session.Send(payload, kind);
            return;
        }

        _journal.Entries.Add(payload.Length > 100 ? $"{kind} of {payload.Length}" : System.Text.Encoding.UTF8.GetString(payload));
        _journal.OnMessage?.Invoke(session);
    }

    private readonly void OnClosed(Session session, CloseStatus status) =>
        _journal?.Entries.Add($"closed {(int)status.Code}{(status.IsClean ? "" : " unclean")}{(status.ByPeer ? " by peer" : "")}");

    private readonly void OnConnectFailed(ConnectFailure failure)
    {
        Journal journal = _journal!;
        journal.LastError = failure.Error;
        journal.LastStatus = failure.Status;
        journal.LastResponseHead = System.Text.Encoding.ASCII.GetString(failure.ResponseHead);
        journal.LastRetryIn = failure.RetryIn;
        journal.Entries.Add($"failed {failure.Error} {failure.Attempts}");
        journal.OnConnectFailed?.Invoke(failure.ToString());
        if (failure.Attempts == 7)
            failure.GiveUp();
    }
}

/// <summary>Serves and connects with the same protocol struct, in one loop and one table.</summary>
[LwsContext(FdLimit = 4)]
[Serve<Agent>]
internal sealed partial class BothRolesContext;

/// <summary>Connects only.</summary>
[LwsContext(FdLimit = 2)]
[Connect<Agent>]
internal sealed partial class AgentContext;
