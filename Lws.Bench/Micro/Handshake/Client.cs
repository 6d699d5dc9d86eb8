namespace Lws.Bench.Micro.Handshake;

/// <summary>Whose request it is.</summary>
public enum Client
{
    /// <summary>One that sends what it must.</summary>
    Minimal,

    /// <summary>A page in Chromium.</summary>
    Browser,
}
