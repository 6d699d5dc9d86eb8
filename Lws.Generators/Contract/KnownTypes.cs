using Microsoft.CodeAnalysis;

namespace Lws.Generators.Contract;

/// <summary>The types of the runtime that user code names.</summary>
internal static class KnownTypes
{
    public const string ContextAttribute = "Lws.LwsContextAttribute";
    public const string ProtocolAttribute = "Lws.LwsProtocolAttribute";

    public static AttributeData? FindContextAttribute(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => IsOfLws(a.AttributeClass, "LwsContextAttribute"));

    public static AttributeData? FindProtocolAttribute(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => IsOfLws(a.AttributeClass, "LwsProtocolAttribute"));

    public static bool IsServeAttribute(AttributeData attribute) => IsOfLws(attribute.AttributeClass, "ServeAttribute", arity: 1);

    public static bool IsConnectAttribute(AttributeData attribute) => IsOfLws(attribute.AttributeClass, "ConnectAttribute", arity: 1);

    public static bool IsContext(INamedTypeSymbol type) => IsOfLws(type, "LwsContext");

    public static bool IsProtocolInterface(INamedTypeSymbol type) =>
        type is { Name: "IProtocol", Arity: 1, ContainingNamespace.Name: "Dispatch" }
        && IsLws(type.ContainingNamespace.ContainingNamespace);

    /// <summary>Whether it is one of the runtime's own types that user code names.</summary>
    public static bool IsOfRuntime(INamedTypeSymbol type) => type.ContainingType is null && IsLws(type.ContainingNamespace);

    private static bool IsOfLws(INamedTypeSymbol? type, string name, int arity = 0) =>
        type is { ContainingType: null } && type.Name == name && type.Arity == arity && IsLws(type.ContainingNamespace);

    private static bool IsLws(INamespaceSymbol? symbol) => symbol is { Name: "Lws", ContainingNamespace.IsGlobalNamespace: true };
}
