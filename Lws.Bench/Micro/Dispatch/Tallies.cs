namespace Lws.Bench.Micro.Dispatch;

/// <summary>Adds up what it receives.</summary>
/// <remarks>
/// Four protocols that do almost the same, so that only the way to them is measured; and not quite the same, or the JIT compiler would
/// make one of them, and the way to it straight.
/// </remarks>
[LwsProtocol("tally-0", Origins = [Origins.Any])]
internal partial struct Tally0
{
    private long _bytes;

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length;
}

/// <inheritdoc cref="Tally0"/>
[LwsProtocol("tally-1", Origins = [Origins.Any])]
internal partial struct Tally1
{
    private long _bytes;

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length + 1;
}

/// <inheritdoc cref="Tally0"/>
[LwsProtocol("tally-2", Origins = [Origins.Any])]
internal partial struct Tally2
{
    private long _bytes;

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length + 2;
}

/// <inheritdoc cref="Tally0"/>
[LwsProtocol("tally-3", Origins = [Origins.Any])]
internal partial struct Tally3
{
    private long _bytes;

    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _bytes += payload.Length + 3;
}

/// <summary>Serves one of them: emitted without a switch.</summary>
[LwsContext(FdLimit = 64)]
[Serve<Tally0>]
internal sealed partial class OneTally;

/// <summary>Serves all of them: emitted with a switch.</summary>
[LwsContext(FdLimit = 64)]
[Serve<Tally0>]
[Serve<Tally1>]
[Serve<Tally2>]
[Serve<Tally3>]
internal sealed partial class FourTallies;
