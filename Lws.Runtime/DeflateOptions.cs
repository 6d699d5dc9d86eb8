using Lws.Connections;
using Lws.Loop;

namespace Lws;

/// <summary>
/// How messages are compressed (permessage-deflate, RFC 7692), for a server and for a client. Compression is off where no options
/// are given.
/// </summary>
/// <remarks>
/// Turn it on for text that repeats itself, such as JSON over slow links. Leave it off where a message mixes a secret with what an
/// attacker may choose: the length then tells of the secret (RFC 7692 8, CRIME). With the defaults, connections share their
/// compressors, and an idle connection holds none.
/// </remarks>
public sealed class DeflateOptions
{
    /// <summary>
    /// Whether the messages of a server may refer to earlier ones (RFC 7692 7.1.1.1). That makes short, similar messages much
    /// smaller. It costs a server some 350 kB and a client 42 kB of memory for each connection. Default false: a client asks for it
    /// to be so, a server declares it.
    /// </summary>
    public bool ServerContextTakeover { get; init; }

    /// <summary>
    /// Whether the messages of a client may refer to earlier ones (RFC 7692 7.1.1.2). It costs a client some 350 kB and a server
    /// 42 kB of memory for each connection. Default false: a server asks for it to be so, a client declares it.
    /// </summary>
    public bool ClientContextTakeover { get; init; }

    /// <summary>
    /// How far back the messages of a server may refer, in bytes as a power of two (RFC 7692 7.1.2.1). Default 15. Range 9 to 15:
    /// zlib cannot keep within 8, and an offer that asks for it is declined.
    /// </summary>
    public int ServerMaxWindowBits { get; init; } = 15;

    /// <summary>
    /// How far back the messages of a client may refer, in bytes as a power of two (RFC 7692 7.1.2.2); a server can ask it only of
    /// clients that say that they can. Default 15. Range 9 to 15.
    /// </summary>
    public int ClientMaxWindowBits { get; init; } = 15;

    /// <summary>From 1, the fastest, to 9, the smallest. Default 6, as zlib's.</summary>
    public int CompressionLevel { get; init; } = 6;

    /// <summary>
    /// How much memory a compressor takes for the block that it works on, 1 to 9: about 320 bytes times two to this power. Default 8,
    /// as zlib's; at 1 a compressor is 82 kB smaller, and so are its blocks.
    /// </summary>
    public int MemoryLevel { get; init; } = 8;

    /// <summary>
    /// Messages of fewer bytes than this are sent as they are. Default 1,024: what fits into one TCP segment anyway gains nothing on
    /// the wire. Range 0 up.
    /// </summary>
    public int Threshold { get; init; } = 1_024;

    /// <summary>
    /// How many times its compressed length a message may have when it is inflated; beyond it 1009. A message of up to 64 KiB is
    /// never refused for it. Default 0: only the limit on messages counts, and deflate itself ends at about 1,030. Range 0 up.
    /// </summary>
    public int MaxInflateRatio { get; init; }

    /// <summary>
    /// How many unused compressors a loop keeps for the next message, and how many inflaters. Default 4. Range 0 to 1,024; with 0
    /// each message pays for a new one.
    /// </summary>
    public int MaxKept { get; init; } = 4;

    internal Compression CreateCompression(EventLoop loop) => new SharedCompression(loop, this);

    internal void Validate()
    {
        CheckRange(ServerMaxWindowBits, 9, 15, nameof(ServerMaxWindowBits));
        CheckRange(ClientMaxWindowBits, 9, 15, nameof(ClientMaxWindowBits));
        CheckRange(CompressionLevel, 1, 9, nameof(CompressionLevel));
        CheckRange(MemoryLevel, 1, 9, nameof(MemoryLevel));
        CheckRange(Threshold, 0, int.MaxValue, nameof(Threshold));
        CheckRange(MaxInflateRatio, 0, int.MaxValue, nameof(MaxInflateRatio));
        CheckRange(MaxKept, 0, 1_024, nameof(MaxKept));
    }

    private static void CheckRange(int value, int min, int max, string option)
    {
        if (value < min || value > max)
            throw new ArgumentOutOfRangeException(option, value, $"{option} takes from {min:N0} to {max:N0}.");
    }
}
