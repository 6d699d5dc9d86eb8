using Lws.Loop;

namespace Lws.Connections;

/// <summary>What a peer may yet send now, where its protocol limits the rate; others have none.</summary>
/// <remarks>Loop thread only. By the connection's slot, in <see cref="ReceiveRates"/>.</remarks>
internal struct ReceiveAllowance
{
    public TokenBucket Messages;

    public TokenBucket Bytes;
}
