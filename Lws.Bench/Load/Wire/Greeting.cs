namespace Lws.Bench.Load.Wire;

/// <summary>What is said on a new connection before messages are exchanged.</summary>
internal abstract class Greeting(byte[] request)
{
    /// <summary>What the client says first; empty where there is nothing to say.</summary>
    public ReadOnlySpan<byte> Request => request;

    /// <summary>Reads the answer, from its first byte on.</summary>
    /// <param name="received">All that has come.</param>
    /// <param name="length">Bytes of the answer; what stands behind them are messages.</param>
    /// <returns>False where bytes are missing.</returns>
    /// <exception cref="LoadException">It is not the right answer.</exception>
    public abstract bool TryReadAnswer(ReadOnlySpan<byte> received, out int length);
}
