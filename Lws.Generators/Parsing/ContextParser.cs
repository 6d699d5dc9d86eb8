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

        List<Serve> serves = Serve.AllOf(type).Where(serve => IsEmittable(serve, type.ContainingAssembly)).ToList();
        List<INamedTypeSymbol> protocols = serves
            .Select(serve => (INamedTypeSymbol)serve.TypeArgument)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .ToList();
        return new ContextModel(
            TypeParser.Parse(type),
            context.Attributes[0].FindInt("FdLimit") is { } limit && Rules.IsFdLimit(limit) ? limit : null,
            type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared),
            ParseProtocols(protocols, serves, type.ContainingAssembly),
            ParsePaths(protocols, serves));
    }

    private static bool IsEmittable(Serve serve, IAssemblySymbol assembly) =>
        Rules.IsServable(serve.TypeArgument, assembly)
        && Rules.IsSubprotocolName(serve.SubprotocolName)
        && (serve.Path is null || Rules.IsPath(serve.Path));

    private static EquatableArray<ServedProtocol> ParseProtocols(
        List<INamedTypeSymbol> protocols, List<Serve> serves, IAssemblySymbol assembly)
    {
        var fieldNames = new HashSet<string>();
        return new(protocols.Select(protocol => new ServedProtocol(
            Identifiers.Qualified(protocol),
            FieldNameOf(protocol, fieldNames),
            string.Join(" ", serves.Where(serve => Same(serve.TypeArgument, protocol))),
            new EquatableArray<Handler>(HandlersOf(protocol, assembly)))).ToImmutableArray());
    }

    private static EquatableArray<ServedPath> ParsePaths(List<INamedTypeSymbol> protocols, List<Serve> serves) =>
        new(serves.Select(serve => new ServedPath(
            protocols.FindIndex(protocol => Same(protocol, serve.TypeArgument)), serve.SubprotocolName!, serve.Path)).ToImmutableArray());

    // A reference assembly leaves out the private members of a struct, so another assembly's handlers cannot be known.
    private static ImmutableArray<Handler> HandlersOf(INamedTypeSymbol protocol, IAssemblySymbol assembly) =>
        Rules.IsOf(protocol, assembly) ? Rules.HandlersOf(protocol).ToImmutableArray() : Handlers.All;

    private static string FieldNameOf(INamedTypeSymbol protocol, HashSet<string> taken)
    {
        string name = "_" + char.ToLowerInvariant(protocol.Name[0]) + protocol.Name.Substring(1);
        string candidate = name;
        for (int number = 2; !taken.Add(candidate); number++)
            candidate = name + number;
        return candidate;
    }

    private static bool Same(ITypeSymbol left, ITypeSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
