namespace Lws.Bench.Micro.Framing;

/// <summary>What a text is made of.</summary>
public enum TextKind
{
    /// <summary>One byte a character.</summary>
    Ascii,

    /// <summary>Characters of one to four bytes in turn.</summary>
    Mixed,
}
