namespace Lws.Generators.Models;

/// <summary>One <c>[Serve]</c> attribute, in order of declaration.</summary>
/// <param name="Protocol">The index in <see cref="ContextModel.Protocols"/>.</param>
/// <param name="SubprotocolName">The name that a client offers.</param>
/// <param name="Path">The path, or null for every path.</param>
/// <param name="Attribute">The attribute as a comment shows it.</param>
internal sealed record ServedPath(int Protocol, string SubprotocolName, string? Path, string Attribute);
