using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Lws.Generators.Diagnostics;

/// <summary>Checks one type marked <c>[LwsContext]</c>.</summary>
internal static class ContextChecks
{
    public static void Run(INamedTypeSymbol type, AttributeData attribute, Action<Diagnostic> report)
    {
        CheckClass(type, attribute, report);
        CheckFdLimit(attribute, report);
        CheckServes(type, attribute, report);
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

    private static void CheckFdLimit(AttributeData attribute, Action<Diagnostic> report)
    {
        if (attribute.FindInt("FdLimit") is { } limit && !Rules.IsFdLimit(limit))
            report(Diagnostic.Create(Descriptors.FdLimitOutOfRange, Places.ArgumentOf(attribute, "FdLimit"), limit));
    }

    private static void CheckServes(INamedTypeSymbol type, AttributeData attribute, Action<Diagnostic> report)
    {
        List<Serve> serves = Serve.AllOf(type).ToList();
        if (serves.Count == 0)
            report(Diagnostic.Create(Descriptors.ServesNothing, Places.NameUnder(attribute), type.Name));

        for (int index = 0; index < serves.Count; index++)
        {
            CheckProtocol(serves[index], type.ContainingAssembly, report);
            CheckPath(serves[index], report);
            CheckOverlap(serves[index], serves.Take(index), report);
        }
    }

    private static void CheckProtocol(Serve serve, IAssemblySymbol assembly, Action<Diagnostic> report)
    {
        if (!Rules.IsProtocol(serve.TypeArgument, assembly) && serve.TypeArgument.TypeKind != TypeKind.Error)
        {
            report(Diagnostic.Create(
                Descriptors.NotProtocol, Places.TypeArgumentOf(serve.Attribute), Identifiers.Short(serve.TypeArgument)));
        }
    }

    private static void CheckPath(Serve serve, Action<Diagnostic> report)
    {
        if (serve.Path is { } path && !Rules.IsPath(path))
            report(Diagnostic.Create(Descriptors.InvalidPath, Places.ArgumentOf(serve.Attribute, "Path"), path));
    }

    private static void CheckOverlap(Serve serve, IEnumerable<Serve> earlier, Action<Diagnostic> report)
    {
        Serve? other = earlier.FirstOrDefault(other =>
            other.SubprotocolName == serve.SubprotocolName && Rules.PathsOverlap(other.Path, serve.Path));
        if (serve.SubprotocolName is null || other is null)
            return;

        string place = (serve.Path ?? other.Path) is { } path ? $"'{path}'" : "every path";
        report(Diagnostic.Create(Descriptors.ServedTwice, Places.Of(serve.Attribute), serve.SubprotocolName, place));
    }
}
