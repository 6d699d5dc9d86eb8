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
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
            levels.Insert(0, new TypeLevel(KeywordOf(level), Identifiers.Escape(level.Name) + TypeParametersOf(level)));

        return new TypeModel(
            Identifiers.OfNamespace(type.ContainingNamespace),
            new EquatableArray<TypeLevel>(levels.ToImmutable()),
            Identifiers.Escape(type.Name),
            HintNames.Of(type));
    }

    private static string KeywordOf(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private static string TypeParametersOf(INamedTypeSymbol type) =>
        type.Arity == 0
        ? ""
        : $"<{string.Join(", ", type.TypeParameters.Select(parameter => Identifiers.Escape(parameter.Name)))}>";
}
