namespace Lws.Bench.Attacks.Verdicts;

/// <summary>What a server did with an attack.</summary>
internal enum AnswerKind
{
    /// <summary>An HTTP status.</summary>
    Status,

    /// <summary>A close frame.</summary>
    Close,

    /// <summary>The end of the TCP connection, with neither of them.</summary>
    End,

    /// <summary>It took the input as a lawful one, and echoed.</summary>
    Echo,

    /// <summary>Nothing, and the connection is open.</summary>
    Silence,

    /// <summary>What the attack itself has found to be right; the text says what.</summary>
    Right,

    /// <summary>What the attack itself has found to be wrong; the text says what.</summary>
    Wrong,
}
