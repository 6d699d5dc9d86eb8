namespace Lws.Handshake;

/// <summary>Why a request is refused. <see cref="HandshakeErrors"/> maps each member to its HTTP response.</summary>
internal enum HandshakeError : byte
{
    None,

    // Found by HeadScanner.
    NotHttp,
    ControlByte,
    BareLineFeed,
    BareCarriageReturn,
    FoldedHeader,
    RequestLineTooLong,
    HeadTooLong,

    // Found by RequestHeadParser and HeaderFields.
    MalformedRequestLine,
    MalformedTarget,
    OldHttpVersion,
    UnsupportedHttpVersion,
    MalformedHeader,
    TooManyHeaders,
    MissingHost,
    DuplicateHost,
    MalformedHost,
    DuplicateContentLength,

    // Found by UpgradeValidator.
    PlainHttp,
    UpgradeMethodNotGet,
    UpgradeWithBody,
    MissingConnectionUpgrade,
    MissingKey,
    DuplicateKey,
    MalformedKey,
    MissingVersion,
    DuplicateVersion,
    UnsupportedVersion,
    MalformedSubprotocol,
    DuplicateSubprotocol,
    TooManySubprotocols,
    DuplicateOrigin,

    // Found by Mount, the router, the Origin policy and the loop.
    NotFound,
    MethodNotAllowed,
    OriginNotAccepted,
    RequestTimeout,
    DecisionTimeout,
    ServiceUnavailable,
}
