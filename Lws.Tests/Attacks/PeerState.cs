namespace Lws.Tests.Attacks;

/// <summary>How far a client has come when it goes away.</summary>
public enum PeerState
{
    /// <summary>Connected, nothing sent.</summary>
    BeforeRequest,

    /// <summary>Half of the request is sent.</summary>
    InHead,

    /// <summary>The whole request is sent, its answer is not read.</summary>
    AfterRequest,

    /// <summary>101 is read.</summary>
    Open,

    /// <summary>One byte of a frame is sent.</summary>
    InHeader,

    /// <summary>Half of a frame's payload is sent.</summary>
    InPayload,

    /// <summary>A message has begun, between two frames.</summary>
    InMessage,

    /// <summary>The server's close frame is read and not answered.</summary>
    AfterServerClose,

    /// <summary>Close frames are exchanged.</summary>
    AfterCloseHandshake,

    /// <summary>The server has queued what the client does not read.</summary>
    OutputQueued,

    /// <summary>A handler has paused receiving.</summary>
    Paused,
}
