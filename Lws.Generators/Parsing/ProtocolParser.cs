using System.Collections.Immutable;
using Lws.Generators.Contract;
using Lws.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Lws.Generators.Parsing;

/// <summary>Reads a struct marked <c>[LwsProtocol]</c>.</summary>
internal static class ProtocolParser
{
    /// <summary>
    /// The model, or null where no part can be emitted. What else the rules refuse is read as if it were not there, so that the
    /// analyzer's error stays the only one.
    /// </summary>
    public static ProtocolModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (!Rules.IsSlabStruct(type) || !Rules.IsPartialThroughout(type))
            return null;

        AttributeData attribute = context.Attributes[0];
        string? name = attribute.FirstString();
        return new ProtocolModel(
            TypeParser.Parse(type),
            Rules.IsSubprotocolName(name) ? name! : "",
            new EquatableArray<Handler>(Rules.HandlersOf(type).ToImmutableArray()),
            OriginsOf(attribute),
            LimitOf(attribute, "MaxMessageLength"),
            LimitOf(attribute, "MaxFragments"),
            LimitOf(attribute, "MaxQueuedBytes"),
            LowMarkOf(attribute),
            attribute.FindEnumMember("WhenQueueFull"),
            RatesOf(attribute, type));
    }

    private static EquatableArray<string>? OriginsOf(AttributeData attribute) =>
        attribute.FindStrings("Origins") is { } origins
            ? new EquatableArray<string>([.. origins.Where(Rules.IsOrigin).Select(origin => origin!)])
            : null;

    private static int? LowMarkOf(AttributeData attribute) =>
        LimitOf(attribute, "LowQueuedBytes") is { } low && Rules.IsLowMark(low, attribute) ? low : null;

    private static EquatableArray<(string Property, int Value)> RatesOf(AttributeData attribute, INamedTypeSymbol type)
    {
        var rates = ImmutableArray.CreateBuilder<(string, int)>();
        foreach (string property in Rules.RateLimits)
        {
            if (LimitOf(attribute, property) is { } value && Rules.HasRateOf(property, attribute) && Rules.IsByteBurst(property, value, attribute, type))
                rates.Add((property, value));
        }

        return new EquatableArray<(string, int)>(rates.ToImmutable());
    }

    private static int? LimitOf(AttributeData attribute, string property) =>
        attribute.FindInt(property) is { } value && Rules.IsProtocolLimit(property, value) ? value : null;
}
