using System.Globalization;

namespace Lws.Peer;

/// <summary>Answers any message with how many bytes the loop's thread has allocated so far, in decimal, and allocates none for it.</summary>
[LwsProtocol("allocated", Origins = [Origins.Any])]
internal partial struct Allocated
{
    private const int MaxDigits = 20;

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        Span<byte> digits = stackalloc byte[MaxDigits];
        GC.GetAllocatedBytesForCurrentThread().TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        session.Send(digits[..length], MessageKind.Text);
    }
}
