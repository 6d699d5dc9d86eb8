using System.Text;

namespace Lws.Testing;

/// <summary>A whole message that a <see cref="TestClient"/> has received.</summary>
/// <param name="Kind">Text or binary.</param>
/// <param name="Payload">Its bytes.</param>
public readonly record struct TestMessage(MessageKind Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The payload as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);
}
