namespace Lws.Interop;

/// <summary>What zlib answers.</summary>
internal enum ZResult
{
    Ok = 0,

    /// <summary>A block with BFINAL was inflated to its end.</summary>
    StreamEnd = 1,

    /// <summary>The arguments or the stream are not usable: a fault of the caller's.</summary>
    StreamError = -2,

    /// <summary>The input is no deflate stream.</summary>
    DataError = -3,

    MemoryError = -4,

    /// <summary>Nothing was left to be done with this input and this room. No error.</summary>
    BufferError = -5,
}
