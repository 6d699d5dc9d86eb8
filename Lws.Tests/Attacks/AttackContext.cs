using System.Collections.Concurrent;

namespace Lws.Tests.Attacks;

/// <summary>The server that the attacks are made on: an echo on every path, and on some paths protocols with other limits and manners.</summary>
[LwsContext(FdLimit = 64)]
[Serve<AttackedEcho>]
[Serve<Bystander>(Path = "/bystander")]
[Serve<SmallEcho>(Path = "/small")]
[Serve<StreamDigest>(Path = "/stream")]
[Serve<SmallStream>(Path = "/small-stream")]
[Serve<Metered>(Path = "/metered")]
[Serve<Scripted>(Path = "/scripted")]
[Serve<ScriptedStream>(Path = "/scripted-stream")]
internal sealed partial class AttackContext
{
    public SessionLedger Ledger { get; } = new();

    /// <summary>What the scripted protocols do, by the name of the handler.</summary>
    public ConcurrentDictionary<string, Script> Scripts { get; } = new();

    public static AttackContext Of(Session session) => (AttackContext)session.Context;

    /// <summary>Runs the script of a handler.</summary>
    /// <returns>False where the test has written none.</returns>
    public static bool TryRun(string handler, Session session)
    {
        if (!Of(session).Scripts.TryGetValue(handler, out Script? script))
            return false;
        script(session);
        return true;
    }
}
