namespace Lws.Tests.Attacks;

/// <summary>Subscribes to the topic that a message names, and closes who asks for what there is not; the message "echo" is echoed.</summary>
[LwsProtocol("topics", MaxMessageLength = 2 << 20)]
public partial struct TopicChooser
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (payload.SequenceEqual("echo"u8))
        {
            session.Send(payload, kind);
            return;
        }

        SubscribeResult result = session.Subscribe(payload);
        ((TopicAttackContext)session.Context).Count(result);
        if (result != SubscribeResult.Subscribed)
            session.Close(CloseCode.PolicyViolation, "no such topic"u8);
    }
}
