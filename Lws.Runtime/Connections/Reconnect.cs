namespace Lws;

/// <summary>The waits between two attempts to connect.</summary>
/// <remarks>
/// libwebsockets: <c>lws_retry_bo_t</c>, with the defaults of its clients. Any thread; may be shared.
/// </remarks>
public sealed class Reconnect
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Waits of 1, 3, 9 and then 17 seconds, each up to 20 % longer, without an end.</summary>
    public static Reconnect Default { get; } = new();

    /// <summary>The waits in order; the last one is repeated. Default 1, 3, 9, 17 s. Each from 0 to one day.</summary>
    public IReadOnlyList<TimeSpan> Delays { get; init; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(17)];

    /// <summary>
    /// A wait is made longer by a random part of itself up to this, so that the clients of a server that restarts do not all come
    /// back at once. Default 0.2. Range 0 to 1.
    /// </summary>
    public double Jitter { get; init; } = 0.2;

    /// <summary>
    /// Behind a session that the server has ended because it restarts (1012) or has too much to do (1013), the first wait is longer by a
    /// random part of this: jitter alone would bring all its clients back within a fifth of a second. Default 5 s. Range 0 to one day.
    /// </summary>
    public TimeSpan RestartSpread { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many attempts in a row may come to nothing before it is given up; null for no end. Default null.</summary>
    public int? MaxAttempts { get; init; }

    internal void Validate()
    {
        if (Delays is not { Count: > 0 } || Delays.Any(static delay => delay < TimeSpan.Zero || delay > Longest))
            throw new ArgumentOutOfRangeException(nameof(Delays), "Give at least one delay, each from 0 to one day.");
        if (Jitter is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(Jitter), Jitter, "Jitter takes from 0 to 1.");
        if (RestartSpread < TimeSpan.Zero || RestartSpread > Longest)
            throw new ArgumentOutOfRangeException(nameof(RestartSpread), RestartSpread, "RestartSpread takes from 0 to one day.");
        if (MaxAttempts is < 1)
            throw new ArgumentOutOfRangeException(nameof(MaxAttempts), MaxAttempts, "MaxAttempts takes 1 or more.");
    }

    /// <summary>The wait after that many attempts in a row that came to nothing, or null: give up.</summary>
    internal TimeSpan? DelayAfter(int failures)
    {
        if (failures >= MaxAttempts)
            return null;
        TimeSpan delay = Delays[Math.Clamp(failures - 1, 0, Delays.Count - 1)];
        return delay + (delay * Jitter * Random.Shared.NextDouble());
    }

    /// <summary>The wait after a session.</summary>
    internal TimeSpan? DelayAfterSession(bool wasPutOff)
    {
        TimeSpan? delay = DelayAfter(failures: 0);
        return wasPutOff ? delay + (RestartSpread * Random.Shared.NextDouble()) : delay;
    }
}
