using Lws;

namespace Demo;

/// <summary>Counts aloud, one number every 50 ms. Understands <c>reset</c> and <c>closeme</c>.</summary>
/// <remarks>libwebsockets: <c>dumb-increment-protocol</c>.</remarks>
[LwsProtocol("dumb-increment", MaxMessageLength = 64, MaxQueuedBytes = 256, Origins = [Origins.Same, Origins.Missing])]
public partial struct DumbIncrement
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private int _id;
    private uint _number;

    private void OnOpen(Session session)
    {
        _id = Status.Arrive(session, "dumb-increment");
        session.SetTimer(Interval);
    }

    private void OnTimer(Session session)
    {
        Span<byte> digits = stackalloc byte[10];
        _number++.TryFormat(digits, out int length);

        // Whoever reads too slowly misses numbers: Dropped needs no answer here.
        session.Send(digits[..length], MessageKind.Text);
        session.SetTimer(Interval);
    }

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (payload.SequenceEqual("reset"u8))
            _number = 0;
        else if (payload.SequenceEqual("closeme"u8))
            session.Close(CloseCode.GoingAway, "seeya"u8);
    }

    private readonly void OnClosed(Session session, CloseStatus status) => Status.Leave(session, _id);
}
