namespace Lws.Tests.Observability;

/// <summary>Does nothing, and is looked at.</summary>
[LwsProtocol("observed")]
internal partial struct Observed;

/// <summary>Refuses everybody.</summary>
[LwsProtocol("refusing")]
internal partial struct Refusing
{
    private UpgradeResult OnUpgrade(UpgradeRequest request) => UpgradeResult.Refuse(403);
}

[LwsContext(FdLimit = 10)]
[Serve<Observed>(Path = "/observed")]
[Serve<Refusing>(Path = "/refusing")]
internal sealed partial class ObservedContext;
