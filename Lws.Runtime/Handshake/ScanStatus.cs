namespace Lws.Handshake;

/// <summary>What <see cref="HeadScanner"/> found so far.</summary>
internal enum ScanStatus : byte
{
    /// <summary>The head has not ended yet, and nothing is wrong with it so far.</summary>
    NeedMoreData,

    /// <summary>The head has ended.</summary>
    Done,

    /// <summary>Whatever follows, this is no head that can be accepted.</summary>
    Invalid,
}
