namespace Lws.Tests.Upgrade;

/// <summary>Decides by the test's script, and tells a session what its struct has seen before it opened. Echoes.</summary>
[LwsProtocol("gate")]
internal partial struct Gate
{
    private int _asked;

    private UpgradeResult OnUpgrade(UpgradeRequest request)
    {
        _asked++;
        return ((GateContext)request.Context).Script(request);
    }

    private void OnOpen(Session session)
    {
        var context = (GateContext)session.Context;
        context.Opened++;
        if (context.Greets)
            session.Send($"asked {_asked}");
    }

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);

    private void OnClosed(Session session, CloseStatus status) => ((GateContext)session.Context).Closed++;
}
