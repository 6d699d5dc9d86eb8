using System.Text.Unicode;
using Lws;

namespace Prices;

/// <summary>
/// Somebody who reads prices. Whoever keeps up gets every price; whoever does not gets the newest of each share. The declaration says so; the
/// other half of it is the key in <see cref="PricesContext.Trade"/>.
/// </summary>
[LwsProtocol(
    "prices", WhenQueueFull = QueueFull.KeepLatest, MaxQueuedBytes = 32_768, MaxMessageLength = 16, Origins = [Origins.Same, Origins.Missing])]
public partial struct Reader
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(250);

    private int _id;
    private int _dropped;

    private void OnOpen(Session session)
    {
        _id = ((PricesContext)session.Context).NextReaderId();
        Span<byte> hello = stackalloc byte[32];
        Utf8.TryWrite(hello, $$"""{"you":{{_id}}}""", out int length);
        session.Send(hello[..length], MessageKind.Text);
        session.Subscribe("prices");
        session.SetTimer(ReportInterval);
    }

    private readonly void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        if (payload.SequenceEqual("queues"u8))
            session.Subscribe("queues");
        else
            session.Close(CloseCode.PolicyViolation, "not understood"u8);
    }

    private void OnDropped(Session session, int count) => _dropped += count;

    /// <summary>Tells those who ask for it what waits for this reader: the reader itself would learn of it too late.</summary>
    private readonly void OnTimer(Session session)
    {
        Span<byte> report = stackalloc byte[96];
        Utf8.TryWrite(report, $$"""{"reader":{{_id}},"waiting":{{session.BufferedBytes}},"dropped":{{_dropped}}}""", out int length);
        session.Context.Publish("queues", report[..length], MessageKind.Text);
        session.SetTimer(ReportInterval);
    }
}
