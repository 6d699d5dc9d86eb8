using Lws.Buffers;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>When each session has been open for long enough: four bytes a connection, where <see cref="LwsOptions.MaxLifetime"/> is set.</summary>
/// <remarks>Loop thread only. Times are the loop's milliseconds.</remarks>
internal sealed class Lifetimes(EventLoop loop)
{
    private readonly uint _longest = loop.Limits.Lifetime;
    private readonly double _jitter = loop.Context.Options.LifetimeJitter;
    private uint[] _ends = []; // by slot

    public long Bytes => ObjectSize.OfArray<uint>(_ends.Length);

    /// <summary>Chooses how long a new session may live.</summary>
    /// <returns>That time, at least 1.</returns>
    public uint Start(int slot)
    {
        if (slot >= _ends.Length)
            Array.Resize(ref _ends, Math.Max(slot + 1, 2 * _ends.Length));
        uint lifetime = Math.Max(1, (uint)(_longest * (1 - _jitter * Random.Shared.NextDouble())));
        _ends[slot] = loop.Now + lifetime;
        return lifetime;
    }

    /// <summary>How much of a session's lifetime is left; 0 or less where it is over.</summary>
    public int Left(int slot) => (int)(_ends[slot] - loop.Now);
}
