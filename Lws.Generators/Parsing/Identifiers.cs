using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lws.Generators.Parsing;

/// <summary>Names of symbols as source text.</summary>
internal static class Identifiers
{
    private static readonly SymbolDisplayFormat NamespaceFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The name, with <c>@</c> where it would otherwise be read as a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
            ? name
            : "@" + name;

    /// <summary>The namespace without <c>global::</c>; empty for the global one.</summary>
    public static string OfNamespace(INamespaceSymbol symbol) =>
        symbol.IsGlobalNamespace ? "" : symbol.ToDisplayString(NamespaceFormat);

    /// <summary>The type with <c>global::</c>.</summary>
    public static string Qualified(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The type without its namespace, for comments and messages.</summary>
    public static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
