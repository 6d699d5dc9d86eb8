namespace Lws.Handshake;

/// <summary>A path of a <see cref="Mount"/>, in ASCII, and what it answers with.</summary>
internal readonly record struct MountedFile(byte[] Path, MountedResponse Response);
