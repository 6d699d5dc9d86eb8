using Lws.Connections;
using Lws.Loop;

namespace Lws;

/// <summary>A connection by slot and generation: a value to keep where a <see cref="Session"/> cannot be kept.</summary>
/// <remarks>Outlives its connection harmlessly: it then finds nothing, even if the slot or the descriptor has a new owner.</remarks>
public readonly struct SessionHandle : IEquatable<SessionHandle>
{
    private readonly EventLoop? _loop;
    private readonly int _slot;
    private readonly uint _generation;

    internal SessionHandle(EventLoop loop, int slot, uint generation)
    {
        _loop = loop;
        _slot = slot;
        _generation = generation;
    }

    /// <summary>Finds the session while it is open. Loop thread only.</summary>
    /// <returns>False where it has begun to close, has gone, or the handle is the default value.</returns>
    public bool TryGet(out Session session)
    {
        session = default;
        if (_loop is null || !_loop.IsCurrent(_slot, _generation))
            return false;
        ref Connection connection = ref _loop.Connections[_slot];
        if (connection.State != ConnectionState.Open)
            return false;
        _loop.ReadClock();
        session = new Session(_loop, ref connection);
        return true;
    }

    /// <summary>Whether both stand for the same connection.</summary>
    public bool Equals(SessionHandle other) => _loop == other._loop && _slot == other._slot && _generation == other._generation;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SessionHandle other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_slot, _generation);

    /// <summary>Whether both stand for the same connection.</summary>
    public static bool operator ==(SessionHandle left, SessionHandle right) => left.Equals(right);

    /// <summary>Whether they stand for different connections.</summary>
    public static bool operator !=(SessionHandle left, SessionHandle right) => !left.Equals(right);
}
