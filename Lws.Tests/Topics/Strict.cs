namespace Lws.Tests.Topics;

/// <summary>Closes who reads too slowly.</summary>
[LwsProtocol("strict", MaxQueuedBytes = TopicsContext.MaxQueuedBytes, WhenQueueFull = QueueFull.Close)]
public partial struct Strict
{
    private void OnClosed(Session session, CloseStatus status) => TopicsContext.Of(session).Closed.Add(status.Code);
}
