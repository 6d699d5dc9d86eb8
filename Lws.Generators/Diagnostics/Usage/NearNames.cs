using Lws.Generators.Contract;

namespace Lws.Generators.Diagnostics.Usage;

/// <summary>Tells the handler that is meant by a name which is none: a slip of the keys, or what other libraries call the event.</summary>
internal static class NearNames
{
    // A name this long stays itself with two letters wrong.
    private const int LongName = 9;

    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["OnConnect"] = "OnOpen",
        ["OnConnected"] = "OnOpen",
        ["OnOpened"] = "OnOpen",
        ["OnReceive"] = Handlers.OnMessage,
        ["OnReceived"] = Handlers.OnMessage,
        ["OnData"] = Handlers.OnMessage,
        ["OnMessageReceived"] = Handlers.OnMessage,
        ["OnDisconnect"] = "OnClosed",
        ["OnDisconnected"] = "OnClosed",
        ["OnDrain"] = "OnWritable",
        ["OnTick"] = "OnTimer",
        ["OnHandshake"] = "OnUpgrade",
    };

    /// <summary>The handler, or null where the name is a handler's own or near to none.</summary>
    /// <param name="name">A method's name.</param>
    /// <param name="isSlip">Whether it differs by letters only, so that nothing else can be meant.</param>
    public static Handler? Find(string name, out bool isSlip)
    {
        isSlip = false;
        if (!name.StartsWith("On", StringComparison.OrdinalIgnoreCase) || Handlers.All.Any(handler => handler.Name == name))
            return null;

        string bare = name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Async".Length) : name;
        if (Elsewhere.TryGetValue(bare, out string? meant))
            return Handlers.All.First(handler => handler.Name == meant);

        isSlip = true;
        return Handlers.All.FirstOrDefault(handler => IsSlip(bare, handler.Name));
    }

    private static bool IsSlip(string name, string handler) =>
        Distance(name.ToUpperInvariant(), handler.ToUpperInvariant()) <= (handler.Length >= LongName ? 2 : 1);

    // Optimal string alignment: letters added, left out, changed, or two exchanged.
    private static int Distance(string a, string b)
    {
        int[,] distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            distance[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            distance[0, j] = j;

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(changed, 1 + Math.Min(distance[i - 1, j], distance[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
            }
        }

        return distance[a.Length, b.Length];
    }
}
