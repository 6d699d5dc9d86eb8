namespace Lws.Bench.Load.Wire;

/// <summary>For a server that knows nothing but bytes: they are to come back as they are.</summary>
internal sealed class RawGreeting(byte[] request) : Greeting(request)
{
    public override bool TryReadAnswer(ReadOnlySpan<byte> received, out int length)
    {
        length = Request.Length;
        if (received.Length < length)
            return false;
        return received[..length].SequenceEqual(Request)
            ? true
            : throw new LoadException("the first bytes did not come back as they were sent");
    }
}
