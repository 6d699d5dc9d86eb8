namespace Lws.Loop;

/// <summary>What a <see cref="Letter"/> asks for.</summary>
internal enum LetterKind : byte
{
    /// <summary>Send the payload as a message.</summary>
    Send,

    /// <summary>Send the payload as a message that replaces an older one of its key.</summary>
    SendKeyed,

    /// <summary>Publish: the payload is a topic and, behind it, a message.</summary>
    Publish,

    /// <summary>Publish a message that replaces an older one of its key.</summary>
    PublishKeyed,

    /// <summary>Begin the close handshake; the payload is the reason.</summary>
    Close,

    /// <summary>Call what was posted.</summary>
    Call,
}
