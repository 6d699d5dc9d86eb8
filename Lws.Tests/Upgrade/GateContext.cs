namespace Lws.Tests.Upgrade;

/// <summary>A server whose upgrades a test decides about.</summary>
[LwsContext(FdLimit = 64)]
[Serve<Gate>]
internal sealed partial class GateContext
{
    private volatile UpgradeScript _script = static _ => UpgradeResult.Accept;

    public UpgradeScript Script
    {
        get => _script;
        set => _script = value;
    }

    /// <summary>Whether a session says at once how often it was asked.</summary>
    public bool Greets { get; init; } = true;

    public int Opened { get; set; }

    public int Closed { get; set; }
}
