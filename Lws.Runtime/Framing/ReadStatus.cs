namespace Lws.Framing;

/// <summary>The answer of <see cref="FrameReader.Read"/>.</summary>
internal enum ReadStatus : byte
{
    /// <summary>Nothing was consumed: call again with the same bytes and at least one more behind them.</summary>
    NeedMoreData,

    /// <summary>A part of a data message was consumed.</summary>
    Data,

    /// <summary>A whole control frame was consumed.</summary>
    Control,

    /// <summary>A rule of the protocol was broken; the reader must not be used again.</summary>
    Invalid,
}
