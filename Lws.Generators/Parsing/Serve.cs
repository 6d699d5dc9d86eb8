using Lws.Generators.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lws.Generators.Parsing;

/// <summary>A <c>[Serve&lt;T&gt;]</c> attribute while it is being read. It holds symbols, so it never enters a model.</summary>
internal sealed class Serve(AttributeData attribute)
{
    public AttributeData Attribute { get; } = attribute;

    public ITypeSymbol TypeArgument { get; } = attribute.AttributeClass!.TypeArguments[0];

    /// <summary>The path, or null for every path.</summary>
    public string? Path { get; } = attribute.FindString("Path");

    /// <summary>The name that the protocol declares, or null.</summary>
    public string? SubprotocolName =>
        TypeArgument is INamedTypeSymbol type ? KnownTypes.FindProtocolAttribute(type)?.FirstString() : null;

    /// <summary>The serves of a context, in order of declaration.</summary>
    public static IEnumerable<Serve> AllOf(INamedTypeSymbol context) =>
        KnownTypes.FindServeAttributes(context).Select(attribute => new Serve(attribute));

    /// <summary>As the user wrote it.</summary>
    public override string ToString()
    {
        string arguments = Path is null ? "" : $"(Path = {SymbolDisplay.FormatLiteral(Path, quote: true)})";
        return $"[Serve<{Identifiers.Short(TypeArgument)}>{arguments}]";
    }
}
