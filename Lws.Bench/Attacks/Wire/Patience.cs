namespace Lws.Bench.Attacks.Wire;

/// <summary>How long the runner waits for one answer, and when the attack that is under way must be over whatever happens.</summary>
internal sealed class Patience(TimeSpan answer)
{
    private DateTime _end = DateTime.MaxValue;

    /// <summary>How long a server may take to answer something; at most what is left of the attack.</summary>
    public TimeSpan Answer => AtMost(answer);

    public bool IsOver => DateTime.UtcNow >= _end;

    /// <summary>From now on all waits together end within this time.</summary>
    public void StartAttack(TimeSpan bound) => _end = DateTime.UtcNow + bound;

    public TimeSpan AtMost(TimeSpan wait)
    {
        TimeSpan left = _end - DateTime.UtcNow;
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < wait ? left : wait;
    }
}
