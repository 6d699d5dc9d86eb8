using Lws;

namespace Demo;

/// <summary>What one draws, all see. A message is one or more strokes (see <see cref="Stroke"/>), or <c>w;</c> to wipe the board.</summary>
/// <remarks>libwebsockets: <c>lws-mirror-protocol</c>.</remarks>
[LwsProtocol("mirror", MaxMessageLength = 1_024, Origins = [Origins.Same, Origins.Missing])]
public partial struct Mirror
{
    private int _id;

    private void OnOpen(Session session)
    {
        _id = Status.Arrive(session, "mirror");
        ReadOnlySpan<byte> drawn = DemoContext.Of(session).Board.ToText();
        if (!drawn.IsEmpty)
            session.Send(drawn, MessageKind.Text);
    }

    private readonly void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        Board board = DemoContext.Of(session).Board;
        ReadOnlySpan<byte> rest = payload;
        if (payload.SequenceEqual("w;"u8))
        {
            board.Wipe();
            rest = [];
        }

        while (Stroke.TryParse(ref rest, out Stroke stroke))
            board.Add(stroke);

        // Only what has been understood is passed on; a fault spares the strokes before it.
        if (rest.Length < payload.Length)
            Relay(session, payload[..^rest.Length]);
        if (!rest.IsEmpty)
            session.Close(CloseCode.PolicyViolation, "malformed stroke"u8);
    }

    private readonly void OnClosed(Session session, CloseStatus status) => Status.Leave(session, _id);

    private static void Relay(Session session, ReadOnlySpan<byte> strokes)
    {
        foreach (Session viewer in session.Sessions<Mirror>())
        {
            // A picture with strokes missing is wrong for good; after reconnecting it is whole again.
            if (viewer.Send(strokes, MessageKind.Text) == SendResult.Dropped)
                viewer.Close(CloseCode.PolicyViolation, "reads too slowly"u8);
        }
    }
}
