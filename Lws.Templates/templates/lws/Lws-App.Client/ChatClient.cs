using System.Text;
using Lws;

namespace Lws_App.Client;

/// <summary>A visitor of a chat who prints what is said there, and says every ten seconds how long it has been listening.</summary>
[LwsProtocol("chat")]
public partial struct ChatClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private TimeSpan _listening;

    private readonly void OnOpen(Session session)
    {
        session.Send("Hello!");
        session.SetTimer(Pause);
    }

    private readonly void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) =>
        Console.WriteLine(kind == MessageKind.Text ? Encoding.UTF8.GetString(payload) : $"{payload.Length} bytes");

    private void OnTimer(Session session)
    {
        _listening += Pause;
        session.Send($"I have been listening for {_listening.TotalSeconds} seconds.");
        session.SetTimer(Pause);
    }

    private readonly void OnConnectFailed(ConnectFailure failure) =>
        Console.Error.WriteLine($"{failure.Uri}: {failure.Error}; again in {failure.RetryIn?.TotalSeconds:F0} seconds");
}
