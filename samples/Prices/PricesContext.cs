using Lws;

namespace Prices;

/// <summary>The server, and the market whose prices it publishes. One loop, one thread: what is shared needs no lock.</summary>
[LwsContext(FdLimit = 100)]
[Serve<Reader>]
public partial class PricesContext
{
    private readonly Share[] _shares = Shares.All();
    private readonly Random _random = new();
    private int _lastReaderId;

    /// <summary>Trades every share once, and publishes the prices.</summary>
    internal void Trade()
    {
        Span<byte> price = stackalloc byte[Share.MaxLength];
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach (Share share in _shares)
        {
            share.Trade(_random);
            int length = share.Write(price, now);
            Publish("prices"u8, price[..length], MessageKind.Text, share.Key);
        }
    }

    internal int NextReaderId() => ++_lastReaderId;
}
