namespace Lws.Tests.EndToEnd;

/// <summary>A <see cref="CloseStatus"/> that outlives its handler.</summary>
internal sealed record SessionEnd(int Code, string Reason, bool IsClean, bool ByPeer);
