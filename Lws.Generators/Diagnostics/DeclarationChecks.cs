using Microsoft.CodeAnalysis;

namespace Lws.Generators.Diagnostics;

/// <summary>What protocols and contexts have in common: the generator must be able to add its part.</summary>
internal static class DeclarationChecks
{
    public static void CheckPartial(INamedTypeSymbol type, Action<Diagnostic> report)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (Rules.IsOpenForEmittedPart(level))
                continue;

            report(Diagnostic.Create(Descriptors.NotPartial, Places.NameOf(level), level.Name));
            return;
        }
    }
}
