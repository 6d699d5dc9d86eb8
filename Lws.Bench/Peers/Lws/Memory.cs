using System.Globalization;

namespace Lws.Peer;

/// <summary>Answers any message with what the process holds, in bytes: the managed heap, then the context's own bill.</summary>
[LwsProtocol("memory", Origins = [Origins.Any])]
internal partial struct Memory
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        LwsMemory held = session.Context.Memory;
        session.Send(string.Create(
            CultureInfo.InvariantCulture,
            $"{GC.GetTotalMemory(false)} {held.Table} {held.Connections} {held.Sessions} {held.Buffers} "
            + $"{held.RentedBlocks} {held.RetainedBlocks} {held.QueuedOutput}"));
    }
}
