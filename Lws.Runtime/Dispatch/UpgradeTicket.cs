using Lws.Connections;
using Lws.Loop;

namespace Lws;

/// <summary>The right to answer a request that <see cref="UpgradeRequest.Defer"/> has put off: once, from any thread.</summary>
/// <remarks>
/// A value to keep, by slot and generation. It outlives its connection harmlessly: it then answers nobody, even if the slot has a new
/// owner. The response has the headers that <c>OnUpgrade</c> has added. What the session is to know, leave in an object that a field
/// of the session's struct refers to, before the answer: <c>OnOpen</c> comes after it.
/// </remarks>
public readonly struct UpgradeTicket : IEquatable<UpgradeTicket>
{
    private readonly EventLoop? _loop;
    private readonly int _slot;
    private readonly uint _generation;

    internal UpgradeTicket(EventLoop loop, int slot, uint generation)
    {
        _loop = loop;
        _slot = slot;
        _generation = generation;
    }

    /// <summary>Accepts: the client gets 101, and <c>OnOpen</c> follows on the loop's thread.</summary>
    /// <returns>Whether this is the answer. False: there is one already, or the client has gone or has been told 408.</returns>
    public bool TryAccept() => TryAnswer(UpgradeResult.Accept);

    /// <summary>Refuses: the client gets this status, and the connection ends.</summary>
    /// <param name="status">400 to 599.</param>
    /// <returns>As <see cref="TryAccept"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is another.</exception>
    public bool TryRefuse(int status) => TryAnswer(UpgradeResult.Refuse(status));

    private bool TryAnswer(UpgradeResult result) =>
        _loop is not null && _loop.Deferred.TryAnswer(new UpgradeAnswer(_slot, _generation, result));

    /// <summary>Whether both are for the same request.</summary>
    public bool Equals(UpgradeTicket other) => _loop == other._loop && _slot == other._slot && _generation == other._generation;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UpgradeTicket other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_slot, _generation);

    /// <summary>Whether both are for the same request.</summary>
    public static bool operator ==(UpgradeTicket left, UpgradeTicket right) => left.Equals(right);

    /// <summary>Whether they are for different requests.</summary>
    public static bool operator !=(UpgradeTicket left, UpgradeTicket right) => !left.Equals(right);
}
