using Lws.Generators.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.Generators.Diagnostics.Usage;

/// <summary>LWS202: finds methods of a protocol whose names are almost a handler's.</summary>
internal static class NearNameChecks
{
    public static void Run(INamedTypeSymbol type, Action<Diagnostic> report)
    {
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method is { MethodKind: MethodKind.Ordinary, IsStatic: false, IsImplicitlyDeclared: false }
                && NearNames.Find(method.Name, out bool isSlip) is { } handler
                && (isSlip || TakesAnEvent(method))
                && !Rules.HandlerCandidates(type, handler).Any()
                && !IsNamedElsewhere(type, method))
            {
                report(Diagnostic.Create(
                    Descriptors.NearName, Places.NameOf(method), Fixing.By(handler), method.Name, handler.Name));
            }
        }
    }

    // What the contract alone hands over: a method that takes it is meant to be called by it.
    private static bool TakesAnEvent(IMethodSymbol method) => method.Parameters.Any(parameter =>
        parameter.Type is INamedTypeSymbol type && (KnownTypes.IsOfRuntime(type) || Types.IsPayload(type)));

    // The user's own code may call it, by whatever name it likes.
    private static bool IsNamedElsewhere(INamedTypeSymbol type, IMethodSymbol method) => type.DeclaringSyntaxReferences
        .SelectMany(part => part.GetSyntax().DescendantNodes())
        .OfType<SimpleNameSyntax>()
        .Any(name => name.Identifier.IsKind(SyntaxKind.IdentifierToken) && name.Identifier.ValueText == method.Name);
}
