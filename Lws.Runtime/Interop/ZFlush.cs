namespace Lws.Interop;

/// <summary>How far zlib goes in one call.</summary>
internal enum ZFlush
{
    /// <summary>As far as it likes.</summary>
    None = 0,

    /// <summary>Deflate: all input, and an empty stored block behind it that ends at a byte, <c>00 00 FF FF</c>.</summary>
    Sync = 2,

    /// <summary>The same, and what follows refers to nothing in front of it.</summary>
    Full = 3,

    /// <summary>Deflate: the current block to its end, without its last bits. Inflate: to the end of a block, and no further.</summary>
    Block = 5,
}
