namespace Lws.Deflate;

/// <summary>What follows the input of a <see cref="Deflater"/>.</summary>
internal enum DeflateFlush : byte
{
    /// <summary>More of the same frame: nothing need come out yet.</summary>
    None,

    /// <summary>The end of a frame, and more frames: the peer can inflate all that it was given.</summary>
    Frame,

    /// <summary>The end of the message.</summary>
    Message,
}
