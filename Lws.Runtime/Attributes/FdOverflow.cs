namespace Lws;

/// <summary>What a context does when it needs more connections than its <see cref="LwsContextAttribute.FdLimit"/>.</summary>
public enum FdOverflow : byte
{
    /// <summary>Keeps to the limit (<see cref="WhenFull"/>). The default.</summary>
    None,

    /// <summary>
    /// Grows past the limit into a table on the heap, so that the constant is the size that is expected rather than a bound.
    /// <see cref="LwsOptions.MaxConnections"/> still holds.
    /// </summary>
    Spill,
}
