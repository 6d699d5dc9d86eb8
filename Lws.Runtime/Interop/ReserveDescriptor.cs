namespace Lws.Interop;

/// <summary>
/// A descriptor held back for the day when there are no more: given up for a moment, it lets connections be accepted and closed, one
/// after the other, so that their clients learn of it instead of waiting in a backlog that nobody empties.
/// </summary>
/// <remarks>Loop thread only.</remarks>
internal sealed class ReserveDescriptor : IDisposable
{
    private int _fd = Open();

    /// <summary>Accepts waiting connections and closes them, up to that many.</summary>
    public void Shed(int listenFd, int most)
    {
        if (_fd >= 0)
            _ = TcpSocket.Close(_fd);
        for (int shed = 0; shed < most; shed++)
        {
            SysResult accepted = ListenSocket.Accept(listenFd);
            if (accepted.IsError)
                break;
            _ = TcpSocket.Close(accepted.Value);
        }

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
