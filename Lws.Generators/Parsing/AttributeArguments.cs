using Microsoft.CodeAnalysis;

namespace Lws.Generators.Parsing;

/// <summary>Reads the arguments of an attribute.</summary>
internal static class AttributeArguments
{
    /// <summary>The value of a named argument, or null where it is not set or does not compile.</summary>
    public static int? FindInt(this AttributeData attribute, string name) => attribute.Find(name) as int?;

    /// <inheritdoc cref="FindInt"/>
    public static long? FindLong(this AttributeData attribute, string name) => attribute.Find(name) as long?;

    /// <inheritdoc cref="FindInt"/>
    public static string? FindString(this AttributeData attribute, string name) => attribute.Find(name) as string;

    /// <summary>The elements of an array, or null as above; each is null where it is null or does not compile.</summary>
    public static string?[]? FindStrings(this AttributeData attribute, string name) =>
        attribute.Argument(name) is { Kind: TypedConstantKind.Array, IsNull: false } constant
            ? constant.Values.Select(element => element.Kind == TypedConstantKind.Primitive ? element.Value as string : null).ToArray()
            : null;

    /// <summary>The name of the enum member that a named argument is set to, or null as above.</summary>
    public static string? FindEnumMember(this AttributeData attribute, string name) =>
        attribute.Argument(name) is { Kind: TypedConstantKind.Enum } constant
            ? constant.Type!.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, constant.Value))?.Name
            : null;

    /// <summary>Whether a named argument is written, though it may not compile.</summary>
    public static bool Sets(this AttributeData attribute, string name) =>
        attribute.NamedArguments.Any(argument => argument.Key == name);

    /// <summary>The only constructor argument, or null where it is missing, null or does not compile.</summary>
    public static string? FirstString(this AttributeData attribute) =>
        attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string value } ? value : null;

    private static object? Find(this AttributeData attribute, string name) =>
        attribute.Argument(name) is { Kind: TypedConstantKind.Primitive } constant ? constant.Value : null;

    private static TypedConstant Argument(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;
}
