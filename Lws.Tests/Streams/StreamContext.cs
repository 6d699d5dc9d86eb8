using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Lws.Tests.Streams;

/// <summary>Echoes, and does what a text that begins with a slash asks for.</summary>
[LwsProtocol("talk", MaxQueuedBytes = 8_192, MaxMessageLength = 4_000_000)]
public partial struct Talk
{
    private void OnOpen(Session session) => ((StreamContext)session.Context).Opened++;

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        var context = (StreamContext)session.Context;
        context.Messages++;
        if (kind == MessageKind.Binary || payload.IsEmpty || payload[0] != '/')
        {
            context.Results.Add(session.Send(payload, kind));
            return;
        }

        string[] words = Encoding.UTF8.GetString(payload).Split(' ');
        int number = words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 0;
        switch (words[0])
        {
            case "/pause":
                session.PauseReceive();
                session.SetTimer(TimeSpan.FromSeconds(number));
                break;
            case "/timer":
                session.SetTimer(TimeSpan.FromSeconds(number));
                break;
            case "/close":
                session.Close((CloseCode)number, "asked"u8);
                break;
            case "/where":
                session.Send($"{session.RemoteEndPoint}");
                break;
        }
    }

    private void OnTimer(Session session)
    {
        session.ResumeReceive();
        session.Send("tick");
    }

    private void OnWritable(Session session) => ((StreamContext)session.Context).Writable++;

    private void OnPong(Session session, ReadOnlySpan<byte> payload) => ((StreamContext)session.Context).Pongs++;

    private void OnClosed(Session session, CloseStatus status) =>
        ((StreamContext)session.Context).Closed.Enqueue((status.Code, status.IsClean, status.ByPeer));

    private void OnConnectFailed(ConnectFailure failure) => ((StreamContext)failure.Context).Failed.Enqueue(failure.Status);
}

[LwsContext(FdLimit = 20)]
[Serve<Talk>(Path = "/talk")]
internal sealed partial class StreamContext
{
    public int Opened { get; set; }

    public int Messages { get; set; }

    public int Writable { get; set; }

    public int Pongs { get; set; }

    public List<SendResult> Results { get; } = [];

    public ConcurrentQueue<(CloseCode Code, bool IsClean, bool ByPeer)> Closed { get; } = [];

    public ConcurrentQueue<int> Failed { get; } = [];
}
