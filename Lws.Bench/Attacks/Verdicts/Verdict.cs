namespace Lws.Bench.Attacks.Verdicts;

/// <summary>What is held of an answer, or of a row: the largest of its answers' verdicts.</summary>
internal enum Verdict
{
    /// <summary>The row needs something that this server does not offer.</summary>
    NotApplicable,

    /// <summary>No peer can provoke the row from outside.</summary>
    NotRemote,

    /// <summary>Left out by an option.</summary>
    NotRun,

    /// <summary>The expected answer, and others are untouched.</summary>
    Withstood,

    /// <summary>The input was refused, and others are untouched, but by another status or code than the expected.</summary>
    OtherRefusal,

    /// <summary>The TCP connection was closed without the expected status or code.</summary>
    ClosedWithoutCode,

    /// <summary>Cut short by the bound of the run, or by the death of the server.</summary>
    CutShort,

    /// <summary>The input was taken, or was not answered, or a lawful one was refused, or others were harmed, or memory grew.</summary>
    Failed,
}
