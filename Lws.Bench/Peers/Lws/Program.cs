using System.Globalization;
using Lws;
using Lws.Peer;

if (args is not ["--port", string port])
{
    Console.Error.WriteLine("usage: Lws.Peer --port PORT");
    return 2;
}

// Like the other peers: a connection may be silent for as long as it likes, and is sent no pings.
using var context = new PeerContext(new LwsOptions { IdleTimeout = Timeout.InfiniteTimeSpan, PingInterval = Timeout.InfiniteTimeSpan });
context.Listen("127.0.0.1", int.Parse(port, CultureInfo.InvariantCulture));
context.Run(CancellationToken.None);
return 0;
