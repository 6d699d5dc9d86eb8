namespace Lws.Interop;

/// <summary>What a descriptor is watched for; error and hang-up are reported in any case.</summary>
[Flags]
internal enum EpollInterest
{
    None = 0,
    Receive = LinuxConstants.EPOLLIN,
    Send = LinuxConstants.EPOLLOUT,
    PeerClosed = LinuxConstants.EPOLLRDHUP,
}
