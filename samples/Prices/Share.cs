using System.Text.Unicode;

namespace Prices;

/// <summary>One share, whose price goes up and down. Loop thread only.</summary>
/// <param name="key">What tells its prices from those of other shares: a new one replaces one with the same key.</param>
/// <param name="name">Its ticker symbol.</param>
/// <param name="price">What the day begins with.</param>
internal sealed class Share(ulong key, string name, decimal price)
{
    /// <summary>The longest text that <see cref="Write"/> makes, in bytes.</summary>
    public const int MaxLength = 192;

    private readonly decimal _opening = price;
    private decimal _price = price;
    private long _number;
    private long _volume;

    /// <summary>What its prices are published with.</summary>
    public ulong Key => key;

    /// <summary>The next trade, at a price that is up to a thousandth higher or lower.</summary>
    public void Trade(Random random)
    {
        decimal step = (decimal)(random.NextDouble() - 0.5) / 500;
        _price = Math.Max(1, decimal.Round(_price * (1 + step), 2));
        _volume += random.Next(1, 500);
        _number++;
    }

    /// <summary>Writes the latest trade as JSON; answers the number of bytes.</summary>
    public int Write(Span<byte> destination, long unixMilliseconds)
    {
        Utf8.TryWrite(
            destination,
            $$"""
            {"share":"{{name}}","number":{{_number}},"price":{{_price:F2}},"opening":{{_opening:F2}},"volume":{{_volume}},"at":{{unixMilliseconds}}}
            """,
            out int length);
        return length;
    }
}
