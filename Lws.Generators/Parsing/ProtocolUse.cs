using Lws.Generators.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lws.Generators.Parsing;

/// <summary>
/// A <c>[Serve&lt;T&gt;]</c> or <c>[Connect&lt;T&gt;]</c> attribute while it is being read. It holds symbols, so it never enters a
/// model.
/// </summary>
internal sealed class ProtocolUse(AttributeData attribute)
{
    public AttributeData Attribute { get; } = attribute;

    /// <summary>Whether clients may ask for the protocol; otherwise the context only connects out with it.</summary>
    public bool IsServed { get; } = KnownTypes.IsServeAttribute(attribute);

    public ITypeSymbol TypeArgument { get; } = attribute.AttributeClass!.TypeArguments[0];

    /// <summary>The path, or null for every path.</summary>
    public string? Path { get; } = attribute.FindString("Path");

    /// <summary>The attribute that declares the protocol, or null.</summary>
    public AttributeData? ProtocolAttribute => TypeArgument is INamedTypeSymbol type ? KnownTypes.FindProtocolAttribute(type) : null;

    /// <summary>The name that the protocol declares, or null.</summary>
    public string? SubprotocolName => ProtocolAttribute?.FirstString();

    /// <summary>Whether the protocol says which origins it accepts.</summary>
    public bool StatesOrigins => ProtocolAttribute?.Sets("Origins") == true;

    /// <summary>The attributes of a context that name protocols, in order of declaration.</summary>
    public static IEnumerable<ProtocolUse> AllOf(INamedTypeSymbol context) => context.GetAttributes()
        .Where(attribute => KnownTypes.IsServeAttribute(attribute) || KnownTypes.IsConnectAttribute(attribute))
        .Select(attribute => new ProtocolUse(attribute));

    public bool IsOf(ITypeSymbol protocol) => SymbolEqualityComparer.Default.Equals(TypeArgument, protocol);

    /// <summary>As the user wrote it.</summary>
    public override string ToString()
    {
        string arguments = Path is null ? "" : $"(Path = {SymbolDisplay.FormatLiteral(Path, quote: true)})";
        return $"[{(IsServed ? "Serve" : "Connect")}<{Identifiers.Short(TypeArgument)}>{arguments}]";
    }
}
