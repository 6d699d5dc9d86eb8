namespace Lws.Generators.Contract;

/// <summary>What a handler returns.</summary>
/// <param name="Type">The full name with <c>global::</c>, as Roslyn displays it, or <c>void</c>.</param>
/// <param name="DisplayType">The type as a user writes it.</param>
internal sealed record HandlerResult(string Type, string DisplayType)
{
    public static HandlerResult None { get; } = new("void", "void");
}
