namespace Lws.Interop;

/// <summary>Random bytes from the kernel, for keys that a peer must not guess. Any thread.</summary>
/// <remarks>getrandom(2) itself, since .NET's own generator loads OpenSSL first.</remarks>
internal static unsafe class SystemRandom
{
    /// <exception cref="System.Net.Sockets.SocketException">The kernel refuses; a sandbox may forbid the call.</exception>
    public static void Fill(Span<byte> destination)
    {
        fixed (byte* start = destination)
        {
            int filled = 0;
            while (filled < destination.Length)
            {
                SysResult result = SysResult.FromReturned(Libc.getrandom(start + filled, (nuint)(destination.Length - filled), 0));
                if (result.IsInterrupted)
                    continue;
                if (result.IsError)
                    throw result.ToException();
                filled += result.Value;
            }
        }
    }
}
