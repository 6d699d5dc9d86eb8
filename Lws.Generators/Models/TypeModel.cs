namespace Lws.Generators.Models;

/// <summary>What the emitted part of a user's type must repeat so that the compiler joins the two.</summary>
/// <param name="Namespace">The namespace, keywords escaped; empty for the global one.</param>
/// <param name="Levels">The containing types, outermost first, and last the type itself.</param>
/// <param name="Identifier">The type's name without type parameters, as its constructor is called.</param>
/// <param name="HintName">The full name in a form that may name a file, such as <c>Demo.Box{T}.Echo</c>; another type's may differ by
/// case only.</param>
internal sealed record TypeModel(string Namespace, EquatableArray<TypeLevel> Levels, string Identifier, string HintName)
{
    /// <summary>How the type calls itself inside its own declaration.</summary>
    public string Name => Levels[Levels.Count - 1].Name;
}
