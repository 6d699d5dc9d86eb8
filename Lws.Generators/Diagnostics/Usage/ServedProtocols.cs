using System.Collections.Concurrent;
using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lws.Generators.Diagnostics.Usage;

/// <summary>LWS206: finds the protocols of a compilation that no context names, where none elsewhere can.</summary>
/// <remarks>Any thread until the compilation has been looked through.</remarks>
internal sealed class ServedProtocols
{
    private readonly ConcurrentBag<INamedTypeSymbol> _declared = [];
    private readonly ConcurrentDictionary<ISymbol, bool> _named = new(SymbolEqualityComparer.Default);

    public void AddProtocol(INamedTypeSymbol type) => _declared.Add(type);

    public void AddContext(INamedTypeSymbol type)
    {
        foreach (ProtocolUse use in ProtocolUse.AllOf(type))
            _named.TryAdd(use.TypeArgument.OriginalDefinition, true);
    }

    public void ReportUnserved(CompilationAnalysisContext context)
    {
        IAssemblySymbol assembly = context.Compilation.Assembly;
        bool isProgram = context.Compilation.Options.OutputKind
            is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;
        bool hasFriends = assembly.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "InternalsVisibleToAttribute");
        foreach (INamedTypeSymbol type in _declared)
        {
            if (!_named.ContainsKey(type.OriginalDefinition)
                && Rules.IsDispatchable(type, assembly)
                && (isProgram ? !hasFriends : !IsVisibleOutside(type, hasFriends)))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.NotServed, Places.NameOf(type), type.Name));
            }
        }
    }

    private static bool IsVisibleOutside(INamedTypeSymbol type, bool hasFriends)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            bool isVisible = level.DeclaredAccessibility switch
            {
                Accessibility.Private => false,
                Accessibility.Internal or Accessibility.ProtectedAndInternal => hasFriends,
                _ => true,
            };
            if (!isVisible)
                return false;
        }

        return true;
    }
}
