namespace Lws.Loop;

/// <summary>The options' time-outs in the loop's milliseconds.</summary>
internal sealed class TimeLimits(LwsOptions options)
{
    /// <summary>A time-out that is off. No real one reaches it.</summary>
    public const uint Never = uint.MaxValue;

    /// <summary>The longest time that the wrapping clock and the wheel can tell from the past.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    public uint Handshake { get; } = Milliseconds(options.HandshakeTimeout, nameof(options.HandshakeTimeout));

    public uint Connect { get; } = Milliseconds(options.ConnectTimeout, nameof(options.ConnectTimeout));

    public uint Idle { get; } = Milliseconds(options.IdleTimeout, nameof(options.IdleTimeout));

    public uint Ping { get; } = Milliseconds(options.PingInterval, nameof(options.PingInterval));

    public uint Pong { get; } = Milliseconds(options.PongTimeout, nameof(options.PongTimeout));

    public uint Message { get; } = Milliseconds(options.MessageTimeout, nameof(options.MessageTimeout));

    public uint Send { get; } = Milliseconds(options.SendTimeout, nameof(options.SendTimeout));

    public uint Close { get; } = Milliseconds(options.CloseTimeout, nameof(options.CloseTimeout));

    public uint Lifetime { get; } = Milliseconds(options.MaxLifetime, nameof(options.MaxLifetime));

    public uint SlowHandler { get; } = Milliseconds(options.SlowHandlerThreshold, nameof(options.SlowHandlerThreshold));

    public uint Drain { get; } = Milliseconds(options.DrainTimeout, nameof(options.DrainTimeout));

    private static uint Milliseconds(TimeSpan time, string option)
    {
        if (time == Timeout.InfiniteTimeSpan)
            return Never;
        if (time <= TimeSpan.Zero || time > Longest)
        {
            string message = $"{option} takes more than 0 and at most {Longest.Days} days, or Timeout.InfiniteTimeSpan.";
            throw new ArgumentOutOfRangeException(option, time, message);
        }

        return (uint)Math.Ceiling(time.TotalMilliseconds);
    }
}
