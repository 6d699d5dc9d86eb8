using Lws.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Lws.Generators.Parsing;

/// <summary>Reads how much a connection takes.</summary>
internal static class RuntimeSizes
{
    private const string Constants = "Lws.Connections.ConnectionBytes";

    /// <summary>The records of a connection, as the runtime that the attribute comes from states them.</summary>
    public static RecordSizes Of(AttributeData attribute)
    {
        INamedTypeSymbol? constants = attribute.AttributeClass?.ContainingAssembly.GetTypeByMetadataName(Constants);
        return new RecordSizes(ConstantOf(constants, "Hot"), ConstantOf(constants, "Cold"));
    }

    public static SessionSize OfSession(ITypeSymbol protocol)
    {
        StructSize size = StructSize.Of(protocol);
        return new SessionSize(Identifiers.Short(protocol), size.Bytes, size.IsExact);
    }

    private static int ConstantOf(INamedTypeSymbol? type, string name) =>
        type?.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as int? ?? 0;
}
