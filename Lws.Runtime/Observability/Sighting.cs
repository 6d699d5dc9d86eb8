namespace Lws.Observability;

/// <summary>What a loop was found doing at one moment: two equal ones mean that it has been at it all the time in between.</summary>
/// <param name="Batch">Which batch of the loop's, the last one where none runs.</param>
/// <param name="IsBusy">Whether the batch runs.</param>
/// <param name="Slot">The connection that was served, or -1.</param>
/// <param name="Handler">The handler, where it has said so; else it is the protocol's handler of messages.</param>
internal readonly record struct Sighting(uint Batch, bool IsBusy, int Slot, string? Handler);
