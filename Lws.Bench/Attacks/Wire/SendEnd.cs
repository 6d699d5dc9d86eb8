namespace Lws.Bench.Attacks.Wire;

/// <summary>How a send ended.</summary>
internal enum SendEnd
{
    /// <summary>The kernel has taken all of it.</summary>
    Sent,

    /// <summary>The server takes nothing more.</summary>
    Blocked,

    /// <summary>The server has ended the connection.</summary>
    Ended,

    /// <summary>The server has answered meanwhile, and the rest was left unsent.</summary>
    Answered,
}
