using System.Buffers;
using Lws.Deflate;
using Lws.Framing;

namespace Lws.Connections;

/// <summary>What the loop wants of permessage-deflate (RFC 7692). There is one a loop, and none where no options are given.</summary>
/// <remarks>
/// Loop thread only. Abstract, and made by <see cref="DeflateOptions"/>, so that a trimmed program that never makes these options does not
/// carry zlib.
/// </remarks>
internal abstract class Compression : IDisposable
{
    /// <summary>What a server is willing to agree on, and what a client offers.</summary>
    public abstract DeflateOptions Options { get; }

    /// <summary>Memory of compressors and inflaters in use, in bytes.</summary>
    public abstract long RentedBytes { get; }

    /// <summary>Memory of those that wait to be used again, in bytes.</summary>
    public abstract long RetainedBytes { get; }

    /// <summary>Memory of what a connection has in use, in bytes.</summary>
    public abstract long HeldBy(int slot);

    /// <summary>Compresses a message for a connection.</summary>
    /// <returns>A rented block with the payload of its only frame; 0 where it would not become shorter.</returns>
    public abstract int Deflate(ref Connection connection, scoped in Payload payload);

    /// <summary>The message that was just compressed is not sent after all: later ones must not refer to it.</summary>
    public abstract void Forget(ref Connection connection);

    /// <summary>Inflates the next part of a message; see <see cref="Inflater.Inflate"/>.</summary>
    public abstract OperationStatus Inflate(
        ref Connection connection,
        ref ReadOnlySpan<byte> input,
        bool isMessageEnd,
        long maxLength,
        Span<byte> destination,
        out int written,
        out ProtocolError error);

    /// <summary>The connection has ended: what it had of compressors goes back.</summary>
    public abstract void End(ref Connection connection);

    public abstract void Dispose();
}
