using Lws.Dispatch;

namespace Lws;

/// <summary>What <c>OnUpgrade</c> decides: <see cref="Accept"/>, <see cref="Refuse"/>, or later (<see cref="UpgradeRequest.Defer"/>).</summary>
/// <remarks>The default value is no decision: a handler that returns it is treated as one that throws.</remarks>
public readonly struct UpgradeResult : IEquatable<UpgradeResult>
{
    private const int Accepted = 101;
    private const int Later = 102;

    private UpgradeResult(int status)
    {
        Status = status;
    }

    /// <summary>The client gets 101, and <c>OnOpen</c> follows at once.</summary>
    public static UpgradeResult Accept => new(Accepted);

    internal static UpgradeResult Deferred => new(Later);

    /// <summary>The status of the response.</summary>
    internal int Status { get; }

    internal bool IsAccepted => Status == Accepted;

    internal bool IsDeferred => Status == Later;

    internal bool IsDecision => Status != 0;

    /// <summary>The client gets this status, and the connection ends; no session has begun.</summary>
    /// <param name="status">400 to 599. Headers of the response are added by <see cref="UpgradeRequest.AddResponseHeader"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is another.</exception>
    public static UpgradeResult Refuse(int status) =>
        status is >= 400 and <= 599 ? new UpgradeResult(status) : throw ThrowHelper.NoRefusal(status);

    /// <summary>Whether both decide alike.</summary>
    public bool Equals(UpgradeResult other) => Status == other.Status;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UpgradeResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Status;

    /// <summary>Whether both decide alike.</summary>
    public static bool operator ==(UpgradeResult left, UpgradeResult right) => left.Equals(right);

    /// <summary>Whether they decide differently.</summary>
    public static bool operator !=(UpgradeResult left, UpgradeResult right) => !left.Equals(right);
}
