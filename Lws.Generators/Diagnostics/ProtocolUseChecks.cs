using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Lws.Generators.Diagnostics;

/// <summary>Checks one <c>[Serve]</c> or <c>[Connect]</c> attribute of a context.</summary>
internal static class ProtocolUseChecks
{
    /// <summary>Checks the attribute by itself, and against those that stand before it.</summary>
    public static void Run(ProtocolUse use, IEnumerable<ProtocolUse> earlier, IAssemblySymbol assembly, Action<Diagnostic> report)
    {
        if (use.Path is { } path && !Rules.IsPath(path))
            report(Diagnostic.Create(Descriptors.InvalidPath, Places.ArgumentOf(use.Attribute, "Path"), path));

        if (!Rules.IsProtocol(use.TypeArgument, assembly))
            CheckType(use, report);
        else if (use.IsServed)
            CheckServed(use, earlier.Where(other => other.IsServed).ToList(), report);
        else
            CheckRepetition(use, earlier.Where(other => !other.IsServed), report);
    }

    // Of a type that does not compile, the compiler has said so.
    private static void CheckType(ProtocolUse use, Action<Diagnostic> report)
    {
        if (use.TypeArgument.TypeKind == TypeKind.Error)
            return;

        Location place = Places.TypeArgumentOf(use.Attribute);
        report(Diagnostic.Create(Descriptors.NotProtocol, place, Identifiers.Short(use.TypeArgument)));
    }

    private static void CheckServed(ProtocolUse serve, List<ProtocolUse> earlier, Action<Diagnostic> report)
    {
        CheckOverlap(serve, earlier, report);
        if (serve.StatesOrigins || earlier.Any(other => other.IsOf(serve.TypeArgument)))
            return;

        Location place = Places.TypeArgumentOf(serve.Attribute);
        Location[] declaration = serve.ProtocolAttribute?.ApplicationSyntaxReference is { } syntax ? [syntax.GetSyntax().GetLocation()] : [];
        report(Diagnostic.Create(Descriptors.NoOriginPolicy, place, declaration, Identifiers.Short(serve.TypeArgument)));
    }

    private static void CheckOverlap(ProtocolUse serve, IEnumerable<ProtocolUse> earlier, Action<Diagnostic> report)
    {
        ProtocolUse? other = earlier.FirstOrDefault(other =>
            other.SubprotocolName == serve.SubprotocolName && Rules.PathsOverlap(other.Path, serve.Path));
        if (serve.SubprotocolName is null || other is null)
            return;

        string place = (serve.Path ?? other.Path) is { } path ? $"'{path}'" : "every path";
        report(Diagnostic.Create(Descriptors.ServedTwice, Places.Of(serve.Attribute), serve.SubprotocolName, place));
    }

    private static void CheckRepetition(ProtocolUse connect, IEnumerable<ProtocolUse> earlier, Action<Diagnostic> report)
    {
        if (!earlier.Any(other => other.IsOf(connect.TypeArgument)))
            return;

        Location place = Places.Of(connect.Attribute);
        report(Diagnostic.Create(Descriptors.ConnectedTwice, place, Identifiers.Short(connect.TypeArgument)));
    }
}
