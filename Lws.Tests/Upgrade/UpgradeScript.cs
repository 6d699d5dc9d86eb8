namespace Lws.Tests.Upgrade;

/// <summary>What a test lets <c>OnUpgrade</c> of <see cref="Gate"/> do, on the loop's thread.</summary>
internal delegate UpgradeResult UpgradeScript(UpgradeRequest request);
