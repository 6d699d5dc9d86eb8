namespace Lws.Generators.Models;

/// <summary>One level of a nested type's declaration.</summary>
/// <param name="Keyword">What declares it, such as <c>record struct</c>.</param>
/// <param name="Name">Its name with type parameters, such as <c>Box&lt;T&gt;</c>, keywords escaped.</param>
internal sealed record TypeLevel(string Keyword, string Name);
