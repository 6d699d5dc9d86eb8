using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Lws.Bench.Load;

namespace Lws.Bench.Idle;

/// <summary>What an Lws server says itself that it holds, in bytes.</summary>
/// <param name="Managed">The managed heap, as <see cref="GC.GetTotalMemory"/> has it.</param>
/// <param name="Context">The context's own bill.</param>
internal sealed record MemoryBill(long Managed, LwsMemory Context)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Connects, asks, and leaves.</summary>
    /// <exception cref="LoadException">There is no answer, or not the one that was asked for.</exception>
    public static MemoryBill Ask(Uri probe)
    {
        try
        {
            return Parse(AskAsync(probe).GetAwaiter().GetResult());
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or FormatException)
        {
            throw new LoadException($"the memory probe {probe} does not answer: {exception.Message}");
        }
    }

    private static async Task<string> AskAsync(Uri probe)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new ClientWebSocket();
        byte[] answer = new byte[256];
        await client.ConnectAsync(probe, patience.Token).ConfigureAwait(false);
        await client.SendAsync("memory"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, patience.Token).ConfigureAwait(false);
        ValueWebSocketReceiveResult received = await client.ReceiveAsync(answer.AsMemory(), patience.Token).ConfigureAwait(false);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
        return Encoding.ASCII.GetString(answer, 0, received.Count);
    }

    // In the order of the peer's Memory protocol.
    private static MemoryBill Parse(string answer)
    {
        long[] numbers = [.. answer.Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture))];
        return numbers is [long managed, long table, long connections, long sessions, long buffers, long rented, long retained, long queued]
            ? new(managed, new LwsMemory(table, connections, sessions, buffers, rented, retained, queued))
            : throw new FormatException($"'{answer}'");
    }
}
