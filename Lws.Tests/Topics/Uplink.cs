namespace Lws.Tests.Topics;

/// <summary>A client that passes on to its server what is published to "up".</summary>
[LwsProtocol("uplink")]
public partial struct Uplink(List<SessionHandle> opened)
{
    private readonly List<SessionHandle> _opened = opened;

    private readonly void OnOpen(Session session)
    {
        session.Subscribe("up"u8);
        _opened.Add(session.Handle);
    }
}
