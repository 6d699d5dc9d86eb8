using Microsoft.CodeAnalysis;

namespace Lws.Generators.Contract;

/// <summary>
/// Tells the types that handlers take and return. Their names are compared in place: to spell them out allocated a megabyte for each edit
/// in a project of 1,000 protocols.
/// </summary>
internal static class ContractTypes
{
    private const string OfRuntime = "global::Lws.";
    private const string Payload = "global::System.ReadOnlySpan<byte>";

    /// <summary>Whether the symbol is the type of that full name, as <see cref="Parameter"/> and <see cref="HandlerResult"/> have it.</summary>
    public static bool Matches(ITypeSymbol symbol, string type) => symbol.SpecialType switch
    {
        SpecialType.System_Void => type == "void",
        SpecialType.System_Int32 => type == "int",
        _ => symbol is INamedTypeSymbol named && (named.Arity == 0 ? IsOfRuntime(named, type) : type == Payload && IsPayload(named)),
    };

    /// <summary>Whether it is <c>ReadOnlySpan&lt;byte&gt;</c>.</summary>
    public static bool IsPayload(INamedTypeSymbol type) =>
        type is { Name: "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        && type.TypeArguments[0].SpecialType == SpecialType.System_Byte;

    private static bool IsOfRuntime(INamedTypeSymbol named, string type) =>
        type.Length == OfRuntime.Length + named.Name.Length
        && type.StartsWith(OfRuntime, StringComparison.Ordinal)
        && type.EndsWith(named.Name, StringComparison.Ordinal)
        && KnownTypes.IsOfRuntime(named);
}
