namespace Lws;

/// <summary>What became of a call of <see cref="LwsContext.Adopt"/>. Only <see cref="Adopted"/> takes the socket over.</summary>
public enum AdoptResult : byte
{
    /// <summary>The context owns the socket now; the caller's handle is closed.</summary>
    Adopted,

    /// <summary>All connections of the context, or all descriptors of the process, are in use; the socket is still the caller's.</summary>
    Full,

    /// <summary>The context drains, or is disposed; the socket is still the caller's.</summary>
    Stopping,

    /// <summary>The handle is no TCP socket that can be watched; it is still the caller's.</summary>
    NoSocket,
}
