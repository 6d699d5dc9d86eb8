using Lws.Generators.Contract;
using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Lws.Generators.Diagnostics.Usage;

/// <summary>Tells the types that rules about usage ask for.</summary>
internal static class Types
{
    public static bool IsPayload(ITypeSymbol? type) => type is INamedTypeSymbol named && ContractTypes.IsPayload(named);

    public static bool IsSession(ITypeSymbol? type) => IsRuntime(type, "Session");

    public static bool IsSessionHandle(ITypeSymbol? type) => IsRuntime(type, "SessionHandle");

    public static bool IsMessageWriter(ITypeSymbol? type) => IsRuntime(type, "MessageWriter");

    public static bool IsSendResult(ITypeSymbol? type) => IsRuntime(type, "SendResult");

    /// <summary>The full name without <c>global::</c> and type arguments, such as <c>System.Threading.Tasks.Task</c>.</summary>
    public static string NameOf(INamedTypeSymbol type) =>
        type.ContainingType is { } container
            ? $"{NameOf(container)}.{type.Name}"
            : $"{Identifiers.OfNamespace(type.ContainingNamespace)}.{type.Name}";

    private static bool IsRuntime(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol named && named.Name == name && KnownTypes.IsOfRuntime(named);
}
