namespace Lws.Connections;

/// <summary>The later answer to a request that was put off, on its way into the loop.</summary>
internal readonly record struct UpgradeAnswer(int Slot, uint Generation, UpgradeResult Result);
