using System.Globalization;
using System.Net;
using Embedding;

int port = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7682;
using var guest = new Guest();
using var host = new Host(new IPEndPoint(IPAddress.Loopback, port), guest);
Console.WriteLine($"WebSocket, and a line of text for everybody else, on ws://{host.EndPoint}/");
Console.WriteLine($"The guest holds {guest.Memory}");
while (true)
    host.RunOnce();
