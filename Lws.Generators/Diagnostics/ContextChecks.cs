using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Lws.Generators.Diagnostics;

/// <summary>Checks one type marked <c>[LwsContext]</c>.</summary>
internal static class ContextChecks
{
    public static void Run(INamedTypeSymbol type, AttributeData attribute, ProjectFdLimit projectLimit, Action<Diagnostic> report)
    {
        CheckClass(type, attribute, report);
        CheckFdLimit(type, attribute, projectLimit, report);
        CheckLoops(attribute, report);
        CheckUses(type, attribute, report);
    }

    private static void CheckClass(INamedTypeSymbol type, AttributeData attribute, Action<Diagnostic> report)
    {
        if (!Rules.IsPlainClass(type))
        {
            report(Diagnostic.Create(Descriptors.ContextNotClass, Places.NameUnder(attribute), type.Name));
            return;
        }

        if (!Rules.CanBeContext(type))
            report(Diagnostic.Create(Descriptors.UnfitContext, Places.NameUnder(attribute), type.Name));
        DeclarationChecks.CheckPartial(type, report);
        foreach (ISymbol member in type.GetMembers().Where(Rules.IsReservedByContext))
            report(Diagnostic.Create(Descriptors.ReservedName, Places.NameOf(member), member.Name, type.Name));
    }

    private static void CheckFdLimit(
        INamedTypeSymbol type, AttributeData attribute, ProjectFdLimit projectLimit, Action<Diagnostic> report)
    {
        if (attribute.Sets("FdLimit"))
        {
            if (attribute.FindInt("FdLimit") is { } limit && !Rules.IsFdLimit(limit))
                report(Diagnostic.Create(Descriptors.FdLimitOutOfRange, Places.ArgumentOf(attribute, "FdLimit"), limit));
        }
        else if (projectLimit.IsRefused)
        {
            report(Diagnostic.Create(
                Descriptors.ProjectFdLimitRefused, Places.NameUnder(attribute), projectLimit.Text, type.Name));
        }
        else if (projectLimit.Value is null && Rules.MaySpill(attribute))
        {
            report(Diagnostic.Create(Descriptors.SpillWithoutFdLimit, Places.ArgumentOf(attribute, "FdOverflow")));
        }
    }

    private static void CheckLoops(AttributeData attribute, Action<Diagnostic> report)
    {
        if (attribute.FindInt("Loops") is { } loops && !Rules.IsLoopCount(loops))
            report(Diagnostic.Create(Descriptors.LoopsOutOfRange, Places.ArgumentOf(attribute, "Loops"), loops));
    }

    private static void CheckUses(INamedTypeSymbol type, AttributeData attribute, Action<Diagnostic> report)
    {
        List<ProtocolUse> uses = ProtocolUse.AllOf(type).ToList();
        if (uses.Count == 0)
            report(Diagnostic.Create(Descriptors.NoProtocol, Places.NameUnder(attribute), type.Name));

        for (int index = 0; index < uses.Count; index++)
            ProtocolUseChecks.Run(uses[index], uses.Take(index), type.ContainingAssembly, report);
    }
}
