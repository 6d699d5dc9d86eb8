using Lws.Generators.Contract;

namespace Lws.Generators.Models;

/// <summary>A struct marked <c>[LwsProtocol]</c>: all that its emitted part depends on.</summary>
/// <param name="Type">The struct.</param>
/// <param name="SubprotocolName">The subprotocol's name.</param>
/// <param name="Handlers">The handlers that are written, in the contract's order.</param>
/// <param name="Origins">The Origin policy without what the rules refuse, or null where none is stated.</param>
/// <param name="MaxMessageLength">The limit set by the user, or null.</param>
/// <param name="MaxFragments">The limit set by the user, or null.</param>
/// <param name="MaxQueuedBytes">The limit set by the user, or null.</param>
/// <param name="LowQueuedBytes">The low mark set by the user, or null.</param>
/// <param name="WhenQueueFull">The member of <c>QueueFull</c> set by the user, or null.</param>
/// <param name="Rates">The limits of the rate that the user sets: property and value.</param>
internal sealed record ProtocolModel(
    TypeModel Type,
    string SubprotocolName,
    EquatableArray<Handler> Handlers,
    EquatableArray<string>? Origins,
    int? MaxMessageLength,
    int? MaxFragments,
    int? MaxQueuedBytes,
    int? LowQueuedBytes,
    string? WhenQueueFull,
    EquatableArray<(string Property, int Value)> Rates);
