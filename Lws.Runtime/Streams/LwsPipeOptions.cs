using System.Net;

namespace Lws;

/// <summary>What the transport below a pipe knows and the pipe does not. May be shared.</summary>
public sealed class LwsPipeOptions
{
    /// <summary>The peer's address, for <c>OnUpgrade</c> and <see cref="Session.RemoteEndPoint"/>. Default none.</summary>
    public IPEndPoint? RemoteEndPoint { get; init; }

    /// <summary>The address that the peer has connected to. Default none.</summary>
    public IPEndPoint? LocalEndPoint { get; init; }
}
