using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.Generators.Parsing;

/// <summary>
/// The size of a struct as the runtime lays it out: in order of declaration, each field aligned to its own size. That is certain for
/// structs of numbers that are declared in source; of others it is the least that they can take.
/// </summary>
/// <param name="Bytes">The size, or the least.</param>
/// <param name="Alignment">What its address is a multiple of.</param>
/// <param name="IsExact">Whether it is the size.</param>
internal readonly record struct StructSize(int Bytes, int Alignment, bool IsExact)
{
    private const int Pointer = 8;

    // Deeper than this only a struct nests that contains itself, which the compiler refuses.
    private const int MaxDepth = 32;

    private static readonly StructSize Unknown = new(1, 1, IsExact: false);
    private static readonly StructSize Reference = new(Pointer, Pointer, IsExact: false);

    public static StructSize Of(ITypeSymbol type) => Of(type, depth: 0);

    private static StructSize Of(ITypeSymbol type, int depth) => type switch
    {
        _ when depth > MaxDepth => Unknown,
        { IsReferenceType: true } => Reference,
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => new(Pointer, Pointer, IsExact: true),
        INamedTypeSymbol { EnumUnderlyingType: { } underlying } => Of(underlying, depth),
        INamedTypeSymbol named => OfPrimitive(named.SpecialType) ?? OfKnown(named) ?? OfFields(named, depth),
        _ => Unknown,
    };

    private static StructSize? OfPrimitive(SpecialType type) => type switch
    {
        SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte => Exactly(1),
        SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 => Exactly(2),
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => Exactly(4),
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double => Exactly(8),
        SpecialType.System_IntPtr or SpecialType.System_UIntPtr => Exactly(Pointer),
        SpecialType.System_Decimal => new StructSize(16, 8, IsExact: true),
        SpecialType.System_DateTime => new StructSize(8, 8, IsExact: false),
        _ => null,
    };

    // Reference assemblies of the framework leave out the fields.
    private static StructSize? OfKnown(INamedTypeSymbol type) => type switch
    {
        { Name: "TimeSpan", ContainingNamespace.Name: "System" } => Exactly(8),
        { Name: "Guid", ContainingNamespace.Name: "System" } => new StructSize(16, 4, IsExact: true),
        { ContainingNamespace.Name: "System" } when !IsOfSource(type) => Unknown,
        _ => null,
    };

    private static StructSize OfFields(INamedTypeSymbol type, int depth)
    {
        List<StructSize> fields = type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => !field.IsStatic)
            .Select(field => OfField(field, depth + 1))
            .ToList();
        if (HasLayoutOfItsOwn(type))
            return Unknown with { Bytes = fields.Select(field => field.Bytes).Append(1).Max() };
        if (!IsOfSource(type) || CapturesParameters(type) || fields.Any(field => !field.IsExact))
            return Unknown with { Bytes = Math.Max(1, fields.Sum(field => field.Bytes)) };

        int alignment = fields.Select(field => field.Alignment).Append(1).Max();
        int end = fields.Aggregate(0, (place, field) => Align(place, field.Alignment) + field.Bytes);
        return new(Math.Max(1, Align(end, alignment)), alignment, IsExact: true);
    }

    private static StructSize OfField(IFieldSymbol field, int depth)
    {
        if (!field.IsFixedSizeBuffer)
            return Of(field.Type, depth);

        StructSize element = Of(((IPointerTypeSymbol)field.Type).PointedAtType, depth);
        return element with { Bytes = element.Bytes * field.FixedSize };
    }

    private static bool IsOfSource(INamedTypeSymbol type) => type.OriginalDefinition.DeclaringSyntaxReferences.Length > 0;

    // Explicit, packed, repeated: rare enough in a session to be left to the runtime.
    private static bool HasLayoutOfItsOwn(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "StructLayoutAttribute" or "InlineArrayAttribute");

    // What a primary constructor's parameters become is decided by the bodies that use them.
    private static bool CapturesParameters(INamedTypeSymbol type) => !type.IsRecord && type.DeclaringSyntaxReferences.Any(part =>
        part.GetSyntax() is TypeDeclarationSyntax { ParameterList.Parameters.Count: > 0 });

    private static StructSize Exactly(int bytes) => new(bytes, bytes, IsExact: true);

    private static int Align(int place, int alignment) => (place + alignment - 1) / alignment * alignment;
}
