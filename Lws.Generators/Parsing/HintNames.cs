using System.Collections.Immutable;
using Lws.Generators.Models;
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
    public static string Of(INamedTypeSymbol type) => type.ToDisplayString(FullName).Replace('<', '{').Replace('>', '}');

    /// <summary>The names among all that have a twin, in order: what each file's name depends on beside its own type.</summary>
    public static EquatableArray<string> FindTwins(ImmutableArray<string> names, CancellationToken cancellationToken) => new(
    [
        .. names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(alike => alike.Skip(1).Any())
            .SelectMany(alike => alike)
            .OrderBy(name => name, StringComparer.Ordinal),
    ]);

    /// <summary>The name of a file of its own.</summary>
    public static string Distinct(string name, EquatableArray<string> twins) =>
        twins.Contains(name) ? string.Concat(name.Select(c => c == char.ToLowerInvariant(c) ? $"{c}" : $"{c}+")) : name;
}
