namespace Lws.Interop;

/// <summary>One event of a batch: what the descriptor is ready for, and the number it was added with.</summary>
internal readonly record struct EpollEvent(EpollReadiness Readiness, ulong Data);
