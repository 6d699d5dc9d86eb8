using Lws.Framing;

namespace Lws.Bench.Micro.Embedded;

/// <summary>Bytes that arrive on all connections of an embedded loop, again and again, and what they are answered with.</summary>
internal sealed class Exchange
{
    private readonly EmbeddedContext _context;
    private readonly ReadOnlyMemory<byte>[] _pieces;

    /// <param name="context">The loop, with its connections open.</param>
    /// <param name="answer">The payloads that each connection answers with, headers left out.</param>
    /// <param name="fromClient">Whether the loop is a client, and so masks.</param>
    /// <param name="pieces">What arrives, each piece in a receive of its own.</param>
    /// <exception cref="InvalidOperationException">The answer is another one: no figure of this exchange would mean anything.</exception>
    public Exchange(EmbeddedContext context, ReadOnlySpan<byte> answer, bool fromClient, params ReadOnlyMemory<byte>[] pieces)
    {
        _context = context;
        _pieces = pieces;

        // Twice, for the first exchange must not be the only right one.
        for (int round = 0; round < 2; round++)
        {
            Run();
            if (!IsRepeated(answer, Payloads(_context.Network.Sent, fromClient), _context.Loop.ConnectionCount))
                throw new InvalidOperationException("The embedded loop does not answer as it should.");
        }
    }

    /// <returns>How many bytes were sent for the last piece.</returns>
    public int Run()
    {
        int sent = 0;
        foreach (ReadOnlyMemory<byte> piece in _pieces)
            sent = _context.Deliver(piece);
        return sent;
    }

    private static bool IsRepeated(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> payloads, int times)
    {
        bool isRight = payloads.Length == times * answer.Length;
        for (int start = 0; isRight && start < payloads.Length; start += answer.Length)
            isRight = payloads.Slice(start, answer.Length).SequenceEqual(answer);
        return isRight;
    }

    private static byte[] Payloads(ReadOnlySpan<byte> sent, bool masked)
    {
        List<byte> payloads = [];
        FrameReader reader = default;
        Span<byte> input = sent.ToArray();
        while (reader.Read(ref input, masked, long.MaxValue, FrameReader.NotDeflated, out FramePart part, out _) is ReadStatus.Data or ReadStatus.Control)
            payloads.AddRange(part.Payload);
        return [.. payloads];
    }
}
