namespace Lws.Generators.Contract;

/// <summary>A parameter of a handler.</summary>
/// <param name="Type">The full name with <c>global::</c>, as Roslyn displays it.</param>
/// <param name="DisplayType">The type as a user writes it.</param>
/// <param name="Name">The name used in emitted code.</param>
internal sealed record Parameter(string Type, string DisplayType, string Name);
