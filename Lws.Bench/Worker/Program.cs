using System.Globalization;
using Lws;
using Lws.Bench.Worker;

// usage: Worker PORT CONNECTIONS limited|unlimited
const int SecondsToLive = 120;

var server = new Uri($"ws://127.0.0.1:{args[0]}/");
using LwsContext context = args[2] == "limited" ? new Limited() : new Unlimited();
for (int connection = int.Parse(args[1], CultureInfo.InvariantCulture); connection > 0; connection--)
{
    if (context.Connect<Agent>(server) != ConnectResult.Started)
        return 1;
}

// Whoever measures kills it; left alone, it ends by itself.
long end = Environment.TickCount64 + (SecondsToLive * 1_000);
while (Environment.TickCount64 < end)
    context.RunOnce(TimeSpan.FromSeconds(SecondsToLive));
return 0;
