using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;

namespace Lws.Bench.Peers;

/// <summary>Whether a server echoes: the framework's own client sends messages of several sizes, some of them before it reads.</summary>
internal static class EchoCheck
{
    private const int InFlight = 16;

    private static readonly int[] Lengths = [20, 1_024, 65_536];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Returns when everything has come back as it was.</summary>
    /// <exception cref="InvalidOperationException">Something else has come back.</exception>
    public static async Task RunAsync(Uri address)
    {
        using var patience = new CancellationTokenSource(Patience);
        byte[][] messages = [.. Lengths.SelectMany(length => Enumerable.Range(0, InFlight).Select(_ => RandomNumberGenerator.GetBytes(length)))];
        Task check = address.Scheme == "raw" ? CheckBytes(address, messages, patience.Token) : CheckMessages(address, messages, patience.Token);
        await check.ConfigureAwait(false);
    }

    private static async Task CheckMessages(Uri address, byte[][] messages, CancellationToken cancellation)
    {
        using var client = new ClientWebSocket();
        await client.ConnectAsync(address, cancellation).ConfigureAwait(false);
        foreach (byte[][] flight in messages.Chunk(InFlight))
        {
            Task sending = SendAll(flight);
            foreach (byte[] message in flight)
                await ExpectMessage(client, message, cancellation).ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellation).ConfigureAwait(false);

        async Task SendAll(byte[][] flight)
        {
            foreach (byte[] message in flight)
                await client.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task ExpectMessage(ClientWebSocket client, byte[] expected, CancellationToken cancellation)
    {
        byte[] received = new byte[expected.Length + 1];
        int length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await client.ReceiveAsync(received.AsMemory(length), cancellation).ConfigureAwait(false);
            length += part.Count;
        }
        while (!part.EndOfMessage && length < received.Length);
        if (part.MessageType != WebSocketMessageType.Binary || !received.AsSpan(0, length).SequenceEqual(expected))
            throw new InvalidOperationException($"{expected.Length} binary bytes came back as {part.MessageType} of {length}, or as others.");
    }

    private static async Task CheckBytes(Uri address, byte[][] messages, CancellationToken cancellation)
    {
        using var client = new TcpClient(address.Host, address.Port);
        NetworkStream stream = client.GetStream();
        foreach (byte[][] flight in messages.Chunk(InFlight))
        {
            byte[] sent = [.. flight.SelectMany(message => message)];
            Task sending = stream.WriteAsync(sent, cancellation).AsTask();
            byte[] received = new byte[sent.Length];
            await stream.ReadExactlyAsync(received, cancellation).ConfigureAwait(false);
            await sending.ConfigureAwait(false);
            if (!received.AsSpan().SequenceEqual(sent))
                throw new InvalidOperationException($"{sent.Length} bytes came back as others.");
        }
    }
}
