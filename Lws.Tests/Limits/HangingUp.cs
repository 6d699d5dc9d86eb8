namespace Lws.Tests.Limits;

/// <summary>A server that ends every session as soon as it is open.</summary>
[LwsProtocol("hanging-up")]
public partial struct HangingUp
{
    private void OnOpen(Session session) => session.Close(CloseCode.GoingAway);
}

/// <summary>Serves nothing else.</summary>
[LwsContext(FdLimit = 20)]
[Serve<HangingUp>]
internal sealed partial class HangingUpContext;
