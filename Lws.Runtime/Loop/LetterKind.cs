namespace Lws.Loop;

/// <summary>What a <see cref="Letter"/> asks for.</summary>
internal enum LetterKind : byte
{
    /// <summary>Send the payload as a message.</summary>
    Send,

    /// <summary>Begin the close handshake; the payload is the reason.</summary>
    Close,

    /// <summary>Call what was posted.</summary>
    Call,
}
