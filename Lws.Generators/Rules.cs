using Lws.Generators.Contract;
using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.Generators;

/// <summary>
/// What a declaration must fulfil. The generator asks these so that it emits nothing that cannot compile; the analyzer asks them
/// to say why.
/// </summary>
internal static class Rules
{
    public const int MaxFdLimit = 16_000_000;
    public const int MaxLoops = 1_024;
    public const int MaxProtocolLimit = 1 << 30;
    public const int MaxNameLength = 200;
    public const int DefaultMaxQueuedBytes = 262_144;
    public const int DefaultMaxMessageLength = 65_536;
    public const int MaxControlFrameRate = 1_000;

    /// <summary>The properties of a protocol that limit how fast its peers send, in the order in which they are emitted.</summary>
    public static readonly string[] RateLimits =
        ["MaxMessagesPerSecond", "MessageBurst", "MaxBytesPerSecond", "ByteBurst", "MaxControlFramesPerSecond"];

    // RFC 9110 5.6.2: the characters of a token beside letters and digits.
    private const string TokenPunctuation = "!#$%&'*+-.^_`|~";

    /// <summary>Names of members that the emitted part of a context declares.</summary>
    public static readonly string[] ReservedNames =
        ["FdLimit", "BytesPerConnection", "BytesPerContext", "DeclaredLoops", "CreateLoop", "Dispatch", "FdTable"];

    /// <summary>Whether another file may declare a further part of the type; asked of the containing types too.</summary>
    public static bool IsOpenForEmittedPart(INamedTypeSymbol type) => !type.IsFileLocal && type.DeclaringSyntaxReferences.Any(IsPartial);

    /// <summary>Whether the type's declaration and all that contain it take an emitted part.</summary>
    public static bool IsPartialThroughout(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (!IsOpenForEmittedPart(level))
                return false;
        }

        return true;
    }

    /// <summary>Whether a slab can hold the type: a struct that is no ref struct.</summary>
    public static bool IsSlabStruct(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Struct, IsRefLikeType: false };

    /// <summary>Whether the type can derive from LwsContext: records derive from records only.</summary>
    public static bool IsPlainClass(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsRecord: false };

    /// <summary>Whether a context of that class can be made, and its base class is free.</summary>
    public static bool CanBeContext(INamedTypeSymbol type) =>
        type is { IsStatic: false, IsAbstract: false, BaseType: { } baseType }
        && (baseType.SpecialType == SpecialType.System_Object || KnownTypes.IsContext(baseType));

    /// <summary>Whether the user declares a member under a name that the emitted part needs.</summary>
    public static bool IsReservedByContext(ISymbol member) =>
        !member.IsImplicitlyDeclared && ReservedNames.Contains(member.Name) && !IsEmitted(member);

    /// <summary>Whether the value can be the length of an inline array; above it the runtime throws TypeLoadException.</summary>
    public static bool IsFdLimit(int value) => value is >= 1 and <= MaxFdLimit;

    /// <summary>Whether a context can have so many loops.</summary>
    public static bool IsLoopCount(int value) => value is >= 1 and <= MaxLoops;

    /// <summary>Whether the attribute of a context lets it grow past its limit.</summary>
    public static bool MaySpill(AttributeData attribute) => attribute.FindEnumMember("FdOverflow") == "Spill";

    /// <summary>Whether the low mark of a protocol's queue is below its limit.</summary>
    public static bool IsLowMark(int low, AttributeData attribute) =>
        low == 0 || low < (attribute.FindInt("MaxQueuedBytes") ?? DefaultMaxQueuedBytes);

    /// <summary>Whether a limit of a protocol is in its range; those of the queue and of rates may be 0.</summary>
    public static bool IsProtocolLimit(string property, int value) =>
        value >= LeastProtocolLimit(property) && value <= MostProtocolLimit(property);

    public static int LeastProtocolLimit(string property) => property is "MaxMessageLength" or "MaxFragments" ? 1 : 0;

    public static int MostProtocolLimit(string property) =>
        property == "MaxControlFramesPerSecond" ? MaxControlFrameRate : MaxProtocolLimit;

    /// <summary>The rate that a burst belongs to, or null where the property is no burst.</summary>
    public static string? RateOf(string property) => property switch
    {
        "MessageBurst" => "MaxMessagesPerSecond",
        "ByteBurst" => "MaxBytesPerSecond",
        _ => null,
    };

    /// <summary>Whether there is a rate limit for a burst to belong to.</summary>
    public static bool HasRateOf(string property, AttributeData attribute) =>
        RateOf(property) is not { } rate || attribute.FindInt(rate) is not (null or 0);

    /// <summary>Whether a burst of bytes lets the longest message through. A stream's messages have a length only where it is set.</summary>
    public static bool IsByteBurst(string property, int value, AttributeData attribute, INamedTypeSymbol type) =>
        property != "ByteBurst" || value == 0 || value >= LongestMessage(attribute, type);

    /// <summary>The longest message that a peer of a protocol may send; 0 where it may be of any length.</summary>
    public static int LongestMessage(AttributeData attribute, INamedTypeSymbol type) => attribute.FindInt("MaxMessageLength")
        ?? (HandlersOf(type).Any(handler => handler.Name == Handlers.OnFragment) ? 0 : DefaultMaxMessageLength);

    /// <summary>RFC 6455 4.1, item 10: a subprotocol's name is a token.</summary>
    public static bool IsSubprotocolName(string? name) =>
        name is { Length: > 0 and <= MaxNameLength } && name.All(IsTokenCharacter);

    /// <summary>Whether the text may stand in an Origin policy.</summary>
    public static bool IsOrigin(string? text) => text is not null && OriginText.IsValid(text);

    /// <summary>Whether a request target could ever equal the path: printable ASCII from a slash on, without query and fragment.</summary>
    public static bool IsPath(string path) =>
        path.StartsWith("/", StringComparison.Ordinal) && path.All(c => c is > ' ' and < '\x7F' and not '?' and not '#');

    /// <summary>Whether some request is for both paths; null is every path.</summary>
    public static bool PathsOverlap(string? first, string? second) => first is null || second is null || first == second;

    /// <summary>Whether the type is declared a protocol; one of another assembly must have been completed there.</summary>
    public static bool IsProtocol(ITypeSymbol type, IAssemblySymbol usingAssembly) =>
        type is INamedTypeSymbol named
        && KnownTypes.FindProtocolAttribute(named) is not null
        && (IsOf(named, usingAssembly) || named.AllInterfaces.Any(KnownTypes.IsProtocolInterface));

    /// <summary>Whether the emitted dispatch can hold a slab of the type.</summary>
    public static bool IsDispatchable(ITypeSymbol type, IAssemblySymbol usingAssembly) =>
        IsProtocol(type, usingAssembly)
        && type is INamedTypeSymbol named
        && IsSlabStruct(named)
        && (!IsOf(named, usingAssembly) || IsPartialThroughout(named));

    /// <summary>Whether the method is the handler exactly as the emitted code calls it.</summary>
    public static bool IsHandler(IMethodSymbol method, Handler handler) =>
        method is { IsStatic: false, IsGenericMethod: false, RefKind: RefKind.None, IsAsync: false }
        && ContractTypes.Matches(method.ReturnType, handler.Result.Type)
        && method.Parameters.Length == handler.Parameters.Count
        && method.Parameters.Zip(handler.Parameters, IsParameter).All(fits => fits);

    /// <summary>The methods that bear a handler's name, right or wrong.</summary>
    public static IEnumerable<IMethodSymbol> HandlerCandidates(INamedTypeSymbol type, Handler handler) =>
        type.GetMembers(handler.Name).OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary);

    /// <summary>The handlers that a protocol has written.</summary>
    public static IEnumerable<Handler> HandlersOf(INamedTypeSymbol type) =>
        Handlers.All.Where(handler => HandlerCandidates(type.OriginalDefinition, handler).Any(method => IsHandler(method, handler)));

    /// <summary>Whether the method is a handler, right in every respect, of a type marked as a protocol.</summary>
    public static bool IsHandlerOfProtocol(IMethodSymbol method) =>
        KnownTypes.FindProtocolAttribute(method.ContainingType) is not null
        && Handlers.All.Any(handler => handler.Name == method.Name && IsHandler(method, handler));

    /// <summary>Whether the type belongs to the assembly that is being compiled, so that its private members are known.</summary>
    public static bool IsOf(INamedTypeSymbol type, IAssemblySymbol assembly) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly);

    private static bool IsParameter(IParameterSymbol parameter, Parameter expected) =>
        parameter is { RefKind: RefKind.None, IsParams: false } && ContractTypes.Matches(parameter.Type, expected.Type);

    private static bool IsPartial(SyntaxReference declaration) =>
        declaration.GetSyntax() is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static bool IsTokenCharacter(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || TokenPunctuation.Contains(c);

    // The analyzer sees the compilation with the emitted parts in it.
    private static bool IsEmitted(ISymbol member) => member.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.FirstString() == LwsGenerator.Name);
}
