namespace Lws.Interop;

/// <summary>
/// A descriptor held back for the day when there are no more: given up for a moment, it lets a connection be accepted and closed, so
/// that its client learns of it instead of waiting in a backlog that nobody empties.
/// </summary>
/// <remarks>Loop thread only.</remarks>
internal sealed class ReserveDescriptor : IDisposable
{
    private int _fd = Open();

    /// <summary>Accepts one waiting connection and closes it.</summary>
    public void Shed(int listenFd)
    {
        if (_fd >= 0)
            _ = TcpSocket.Close(_fd);
        SysResult accepted = ListenSocket.Accept(listenFd);
        if (!accepted.IsError)
            _ = TcpSocket.Close(accepted.Value);
        _fd = Open();
    }

    public void Dispose()
    {
        if (_fd >= 0)
            _ = TcpSocket.Close(_fd);
        _fd = -1;
    }

    // -1 where another thread was quicker; tried again at the next shedding.
    private static int Open() => SysResult.FromReturned(Libc.eventfd(0, LinuxConstants.EFD_CLOEXEC)).Value;
}
