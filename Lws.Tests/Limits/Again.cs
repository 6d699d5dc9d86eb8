namespace Lws.Tests.Limits;

/// <summary>A client that counts how often it was open.</summary>
[LwsProtocol("again")]
internal partial struct Again
{
    private readonly void OnOpen(Session session) => ((AgainContext)session.Context).Opened++;
}
