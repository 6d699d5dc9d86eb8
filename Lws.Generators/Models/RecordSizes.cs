namespace Lws.Generators.Models;

/// <summary>The records of a connection, in bytes, as the runtime's <c>ConnectionBytes</c> states them.</summary>
/// <param name="Hot">The one that each message touches.</param>
/// <param name="Cold">The one beside it.</param>
internal sealed record RecordSizes(int Hot, int Cold);
