namespace Lws.Tests.Attacks;

/// <summary>What OnClosed was told about a session.</summary>
internal sealed record ClosedSession(int Number, CloseCode Code, bool IsClean, bool ByPeer);
