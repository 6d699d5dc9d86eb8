using System.Net;
using System.Net.Sockets;
using Lws;

namespace Embedding;

/// <summary>
/// An event loop that knows nothing of WebSockets, with an Lws context as its guest: it watches one descriptor of the guest's, and hands
/// over those connections whose first bytes look like HTTP.
/// </summary>
internal sealed class Host : IDisposable
{
    private readonly TcpListener _listener;
    private readonly LwsContext _guest;
    private readonly List<Socket> _undecided = [];
    private readonly List<PollDescriptor> _descriptors = [];
    private readonly byte[] _first = new byte[4_096];

    public Host(IPEndPoint endPoint, LwsContext guest)
    {
        _guest = guest;
        _listener = new TcpListener(endPoint);
        _listener.Start();
    }

    public EndPoint EndPoint => _listener.LocalEndpoint;

    public void RunOnce()
    {
        _descriptors.Clear();
        foreach (Socket socket in _undecided)
            _descriptors.Add(PollDescriptor.ForReading((int)socket.Handle));
        _descriptors.Add(PollDescriptor.ForReading((int)_listener.Server.Handle));
        _descriptors.Add(PollDescriptor.ForReading(_guest.PollFd));
        PollDescriptor.Wait(_descriptors, _guest.NextTimeout);

        int undecided = _undecided.Count;
        if (_descriptors[undecided].IsReady)
            _undecided.Add(_listener.AcceptSocket());
        for (int index = undecided - 1; index >= 0; index--)
        {
            if (_descriptors[index].IsReady)
                Decide(index);
        }

        // Not only when its descriptor is ready: its timers may be due, and what was adopted is to be served.
        _guest.RunOnce(TimeSpan.Zero);
    }

    public void Dispose()
    {
        _undecided.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }

    // A socket that was adopted is the guest's: disposing ours then closes nothing.
    private void Decide(int index)
    {
        using Socket socket = _undecided[index];
        _undecided.RemoveAt(index);
        int count = socket.Receive(_first, SocketFlags.None, out SocketError error);
        if (error != SocketError.Success || count == 0)
            return;
        if (_first[0] != 'G')
            socket.Send("This line is the host's.\r\n"u8);
        else if (_guest.Adopt(socket.SafeHandle, _first.AsSpan(0, count)) != AdoptResult.Adopted)
            socket.Send("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n"u8);
    }
}
