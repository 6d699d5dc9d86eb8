using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Lws.Bench.Load.Measuring;

/// <summary>Asks a server how many bytes its loop has allocated. The connection is made once and asked at both ends of the window.</summary>
internal sealed class AllocationProbe : IDisposable
{
    private static readonly byte[] Question = "allocated"u8.ToArray();

    private readonly ClientWebSocket _socket = new();
    private readonly Uri _address;
    private readonly TimeSpan _patience;

    /// <exception cref="LoadException">There is no server of this kind.</exception>
    public AllocationProbe(Uri address, TimeSpan patience)
    {
        _address = address;
        _patience = patience;
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        Run(cancel => _socket.ConnectAsync(address, cancel));
    }

    /// <summary>Bytes, as of now.</summary>
    /// <exception cref="LoadException">The answer is no number, or does not come.</exception>
    public long Read()
    {
        byte[] answer = new byte[32];
        int length = 0;
        Run(async cancel =>
        {
            await _socket.SendAsync(Question, WebSocketMessageType.Text, endOfMessage: true, cancel);
            length = (await _socket.ReceiveAsync(answer, cancel)).Count;
        });
        return long.TryParse(answer.AsSpan(0, length), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
            ? bytes
            : throw new LoadException($"the allocation probe answered \"{Encoding.UTF8.GetString(answer, 0, length)}\", not a number");
    }

    public void Dispose() => _socket.Dispose();

    private void Run(Func<CancellationToken, Task> action)
    {
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            action(patience.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            throw new LoadException($"the allocation probe {_address} does not answer: {exception.Message}");
        }
    }
}
