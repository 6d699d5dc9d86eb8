using System.Globalization;
using System.Net;
using Kestrel;

// The echo server of ASP.NET Core: System.Net.WebSockets on Kestrel. usage: Kestrel --port PORT
const int Backlog = 4_096;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseSockets(sockets => sockets.Backlog = Backlog);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, int.Parse(args[Array.IndexOf(args, "--port") + 1], CultureInfo.InvariantCulture));
});

WebApplication app = builder.Build();
app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
app.Run(Echo.ServeAsync);
app.Run();
