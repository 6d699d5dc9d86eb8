using Microsoft.CodeAnalysis;

namespace Lws.Generators.Parsing;

/// <summary>Names for emitted files.</summary>
/// <remarks>
/// Roslyn takes names that differ only by case for one, as some file systems do. Where a name has such a twin, a plus follows each
/// capital: <c>D+emo.E+cho</c> beside <c>D+emo.echo</c>.
/// </remarks>
internal static class HintNames
{
    private static readonly SymbolDisplayFormat FullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>The type's full name in a form that may name a file, such as <c>Demo.Box{T}.Echo</c>.</summary>
    public static string Of(INamedTypeSymbol type)
    {
        string name = type.ToDisplayString(FullName).Replace('<', '{').Replace('>', '}');
        return HasTwin(type) ? string.Concat(name.Select(c => c == char.ToLowerInvariant(c) ? $"{c}" : $"{c}+")) : name;
    }

    // Whether the type, or a type or namespace that contains it, has a neighbour whose name differs only by case.
    private static bool HasTwin(INamespaceOrTypeSymbol type)
    {
        for (ISymbol level = type; level.ContainingSymbol is INamespaceOrTypeSymbol container; level = container)
        {
            if (container.GetMembers().Any(member => AreTwins(member, level)))
                return true;
        }

        return false;
    }

    private static bool AreTwins(ISymbol member, ISymbol level) =>
        member is INamespaceOrTypeSymbol
        && member.Name != level.Name
        && member.Name.Equals(level.Name, StringComparison.OrdinalIgnoreCase);
}
