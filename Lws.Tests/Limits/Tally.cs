namespace Lws.Tests.Limits;

/// <summary>What the sessions of a context have come to, counted on its loop's thread.</summary>
internal sealed class Tally
{
    public int Opened { get; set; }

    public int Messages { get; set; }

    public int Closed { get; set; }

    public ConnectError LastError { get; set; }

    /// <summary>The session that opened last.</summary>
    public SessionHandle Last { get; set; }

    /// <summary>Its descriptor.</summary>
    public int LastFd { get; set; }
}

/// <summary>A context whose sessions are counted.</summary>
internal interface ITallying
{
    Tally Tally { get; }
}
