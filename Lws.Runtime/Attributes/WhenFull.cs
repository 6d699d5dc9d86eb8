namespace Lws;

/// <summary>What a context does with clients that come while all its connections are in use.</summary>
public enum WhenFull : byte
{
    /// <summary>Stops accepting: clients wait in the kernel's backlog until a connection closes. The default.</summary>
    Pause,

    /// <summary>Accepts, answers 503 and closes, so that clients and load balancers learn of it at once.</summary>
    Refuse,
}
