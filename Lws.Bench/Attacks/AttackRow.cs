namespace Lws.Bench.Attacks;

/// <summary>A row of the list of bad inputs that a peer can send.</summary>
internal abstract class AttackRow(int number, string input, string expected)
{
    public int Number => number;

    public string Input => input;

    public string Expected => expected;

    /// <summary>The server's memory must stay bounded meanwhile.</summary>
    public virtual bool BoundsMemory => false;

    /// <summary>By how much it may grow beyond the usual bound, in MiB: a message that the server may lawfully hold.</summary>
    public virtual double MemoryAllowanceMiB(AttackOptions options) => 0;

    /// <summary>The part of the row that is not to be seen from outside, or that this server does not offer; null for none.</summary>
    public virtual string? NotSeen => null;

    /// <summary>Why there is nothing to send to this server; null where there is.</summary>
    public virtual string? WhyNotApplicable(ServerUnderAttack server) => null;

    public abstract IEnumerable<AttackCase> Cases(ServerUnderAttack server);
}
