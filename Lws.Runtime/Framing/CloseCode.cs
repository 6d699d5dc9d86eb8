namespace Lws;

/// <summary>Close codes (RFC 6455 7.4 and the IANA registry). Other values from 3000 to 4999 are valid too.</summary>
public enum CloseCode : ushort
{
    /// <summary>No code; as an argument: send a close frame without a body.</summary>
    None = 0,

    /// <summary>1000: the purpose is fulfilled.</summary>
    Normal = 1000,

    /// <summary>1001: the server goes down or the browser leaves the page.</summary>
    GoingAway = 1001,

    /// <summary>1002: a rule of the protocol was broken.</summary>
    ProtocolError = 1002,

    /// <summary>1003: this kind of data is not accepted.</summary>
    UnsupportedData = 1003,

    /// <summary>1005: the close frame carried no code. Never on the wire.</summary>
    NoStatus = 1005,

    /// <summary>1006: the TCP connection ended without a close frame. Never on the wire.</summary>
    Abnormal = 1006,

    /// <summary>1007: text that is not UTF-8, or a payload that does not fit its message.</summary>
    InvalidPayload = 1007,

    /// <summary>1008: a policy of the receiver was broken.</summary>
    PolicyViolation = 1008,

    /// <summary>1009: the message is too big.</summary>
    MessageTooBig = 1009,

    /// <summary>1010: the client wanted an extension that the server did not agree to.</summary>
    MandatoryExtension = 1010,

    /// <summary>1011: the server met an unexpected condition, such as a handler that threw.</summary>
    InternalError = 1011,

    /// <summary>1012: the service restarts.</summary>
    ServiceRestart = 1012,

    /// <summary>1013: try again later.</summary>
    TryAgainLater = 1013,

    /// <summary>1014: a gateway got an invalid response.</summary>
    BadGateway = 1014,

    /// <summary>1015: the TLS handshake failed. Never on the wire.</summary>
    TlsHandshake = 1015,
}
