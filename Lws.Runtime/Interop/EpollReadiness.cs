namespace Lws.Interop;

/// <summary>What a descriptor is ready for.</summary>
[Flags]
internal enum EpollReadiness
{
    None = 0,
    Receive = LinuxConstants.EPOLLIN,
    Send = LinuxConstants.EPOLLOUT,

    /// <summary>An error is pending, such as a reset; receiving tells which.</summary>
    Error = LinuxConstants.EPOLLERR,

    /// <summary>Both directions are over.</summary>
    HangUp = LinuxConstants.EPOLLHUP,

    /// <summary>The peer has ended its stream; bytes from before that may still wait.</summary>
    PeerClosed = LinuxConstants.EPOLLRDHUP,
}
