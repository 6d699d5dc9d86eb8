using System.Buffers.Text;

namespace Lws.Tests.EndToEnd;

/// <summary>Closes as a message says: <c>4001 reason</c>.</summary>
[LwsProtocol("close-on-request")]
public partial struct CloseOnRequest
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (Utf8Parser.TryParse(payload, out ushort code, out int digits))
            session.Close((CloseCode)code, payload[(digits + 1)..]);
    }

    private void OnClosed(Session session, CloseStatus status) => ForeignClientsContext.Of(session).Record(status);
}
