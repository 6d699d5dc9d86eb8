namespace Lws;

/// <summary>What a message carries (RFC 6455 5.6).</summary>
public enum MessageKind : byte
{
    /// <summary>UTF-8 text, checked on receipt (RFC 6455 8.1). The value is the frame's opcode.</summary>
    Text = 1,

    /// <summary>Arbitrary bytes. The value is the frame's opcode.</summary>
    Binary = 2,
}
