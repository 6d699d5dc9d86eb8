using System.Collections.Immutable;
using Lws.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Lws.Generators.Parsing;

/// <summary>Reads what another part of a type must repeat.</summary>
internal static class TypeParser
{
    public static TypeModel Parse(INamedTypeSymbol type)
    {
        var levels = ImmutableArray.CreateBuilder<TypeLevel>();
        var hints = new List<string>();
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            levels.Insert(0, new TypeLevel(KeywordOf(level), Identifiers.Escape(level.Name) + TypeParametersOf(level, "<", ">")));
            hints.Insert(0, level.Name + TypeParametersOf(level, "{", "}"));
        }

        if (!type.ContainingNamespace.IsGlobalNamespace)
            hints.Insert(0, type.ContainingNamespace.ToDisplayString());
        return new TypeModel(
            Identifiers.OfNamespace(type.ContainingNamespace),
            new EquatableArray<TypeLevel>(levels.ToImmutable()),
            Identifiers.Escape(type.Name),
            string.Join(".", hints));
    }

    private static string KeywordOf(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private static string TypeParametersOf(INamedTypeSymbol type, string open, string close) => type.Arity == 0
        ? ""
        : open + string.Join(", ", type.TypeParameters.Select(Declare)) + close;

    // Parts of an interface must agree in the variance of its type parameters (CS1067).
    private static string Declare(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in " + Identifiers.Escape(parameter.Name),
        VarianceKind.Out => "out " + Identifiers.Escape(parameter.Name),
        _ => Identifiers.Escape(parameter.Name),
    };
}
