using System.Collections.Immutable;
using Lws.Generators.Contract;
using Lws.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Lws.Generators.Parsing;

/// <summary>Reads a class marked <c>[LwsContext]</c>.</summary>
internal static class ContextParser
{
    /// <inheritdoc cref="ProtocolParser.Parse"/>
    public static ContextModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (!Rules.IsPlainClass(type) || !Rules.IsPartialThroughout(type) || !Rules.CanBeContext(type)
            || type.GetMembers().Any(Rules.IsReservedByContext))
        {
            return null;
        }

        AttributeData attribute = context.Attributes[0];
        List<ProtocolUse> uses = ProtocolUse.AllOf(type).Where(use => IsEmittable(use, type.ContainingAssembly)).ToList();
        List<INamedTypeSymbol> protocols = uses
            .Select(use => (INamedTypeSymbol)use.TypeArgument)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .ToList();
        return new ContextModel(
            TypeParser.Parse(type),
            attribute.FindInt("FdLimit") is { } limit && Rules.IsFdLimit(limit) ? limit : null,
            attribute.FindEnumMember("WhenFull") ?? "Pause",
            Rules.MaySpill(attribute),
            attribute.FindInt("Loops") is { } loops && Rules.IsLoopCount(loops) ? loops : 1,
            type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared),
            RuntimeSizes.Of(attribute),
            ParseProtocols(protocols, uses, type.ContainingAssembly),
            ParsePaths(protocols, uses));
    }

    private static bool IsEmittable(ProtocolUse use, IAssemblySymbol assembly) =>
        Rules.IsDispatchable(use.TypeArgument, assembly)
        && Rules.IsSubprotocolName(use.SubprotocolName)
        && (use.Path is null || Rules.IsPath(use.Path));

    private static EquatableArray<ContextProtocol> ParseProtocols(
        List<INamedTypeSymbol> protocols, List<ProtocolUse> uses, IAssemblySymbol assembly)
    {
        var fieldNames = new HashSet<string>();
        return new(protocols.Select(protocol => new ContextProtocol(
            Identifiers.Qualified(protocol),
            FieldNameOf(protocol, fieldNames),
            string.Join(" ", uses.Where(use => use.IsOf(protocol))),
            new EquatableArray<Handler>(HandlersOf(protocol, assembly)),
            RuntimeSizes.OfSession(protocol))).ToImmutableArray());
    }

    private static EquatableArray<ServedPath> ParsePaths(List<INamedTypeSymbol> protocols, List<ProtocolUse> uses) =>
        new(uses.Where(use => use.IsServed)
            .Select(use => new ServedPath(protocols.FindIndex(use.IsOf), use.SubprotocolName!, use.Path, use.ToString()))
            .ToImmutableArray());

    // A reference assembly leaves out the private members of a struct, so another assembly's handlers cannot be known.
    private static ImmutableArray<Handler> HandlersOf(INamedTypeSymbol protocol, IAssemblySymbol assembly) =>
        Rules.IsOf(protocol, assembly) ? [.. Handlers.Dispatched.Intersect(Rules.HandlersOf(protocol))] : Handlers.Dispatched;

    private static string FieldNameOf(INamedTypeSymbol protocol, HashSet<string> taken)
    {
        string name = "_" + char.ToLowerInvariant(protocol.Name[0]) + protocol.Name.Substring(1);
        string candidate = name;
        for (int number = 2; !taken.Add(candidate); number++)
            candidate = name + number;
        return candidate;
    }
}
