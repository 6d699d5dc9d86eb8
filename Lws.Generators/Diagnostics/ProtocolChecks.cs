using System.Globalization;
using Lws.Generators.Contract;
using Lws.Generators.Diagnostics.Usage;
using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Lws.Generators.Diagnostics;

/// <summary>Checks one type marked <c>[LwsProtocol]</c>.</summary>
internal static class ProtocolChecks
{
    private static readonly string[] Limits = ["MaxMessageLength", "MaxFragments", "MaxQueuedBytes", "LowQueuedBytes", .. Rules.RateLimits];

    public static void Run(INamedTypeSymbol type, AttributeData attribute, Action<Diagnostic> report)
    {
        if (!Rules.IsSlabStruct(type))
        {
            report(Diagnostic.Create(Descriptors.ProtocolNotStruct, Places.NameUnder(attribute), type.Name));
            return;
        }

        DeclarationChecks.CheckPartial(type, report);
        CheckName(attribute, report);
        CheckLimits(attribute, report);
        CheckLowMark(attribute, report);
        CheckBursts(type, attribute, report);
        CheckOrigins(attribute, report);
        CheckHandlers(type, report);
        CheckKindOfMessages(type, report);
        NearNameChecks.Run(type, report);
        MissingHandlerChecks.Run(type, attribute, report);
    }

    private static void CheckName(AttributeData attribute, Action<Diagnostic> report)
    {
        // Where the argument is missing or does not compile, the compiler has said so.
        if (attribute.ConstructorArguments.FirstOrDefault().Kind != TypedConstantKind.Primitive)
            return;

        string? name = attribute.FirstString();
        if (!Rules.IsSubprotocolName(name))
            report(Diagnostic.Create(Descriptors.InvalidName, Places.ArgumentOf(attribute, name: null), name ?? "null"));
    }

    private static void CheckLimits(AttributeData attribute, Action<Diagnostic> report)
    {
        foreach (string limit in Limits)
        {
            if (attribute.FindInt(limit) is { } value && !Rules.IsProtocolLimit(limit, value))
            {
                Location place = Places.ArgumentOf(attribute, limit);
                string most = Rules.MostProtocolLimit(limit).ToString("N0", CultureInfo.InvariantCulture);
                report(Diagnostic.Create(Descriptors.ProtocolLimitOutOfRange, place, limit, value, Rules.LeastProtocolLimit(limit), most));
            }
        }
    }

    private static void CheckLowMark(AttributeData attribute, Action<Diagnostic> report)
    {
        const string LowMark = "LowQueuedBytes";
        if (attribute.FindInt(LowMark) is { } low && Rules.IsProtocolLimit(LowMark, low) && !Rules.IsLowMark(low, attribute))
        {
            int limit = attribute.FindInt("MaxQueuedBytes") ?? Rules.DefaultMaxQueuedBytes;
            report(Diagnostic.Create(Descriptors.LowMarkAboveLimit, Places.ArgumentOf(attribute, LowMark), low, limit));
        }
    }

    private static void CheckBursts(INamedTypeSymbol type, AttributeData attribute, Action<Diagnostic> report)
    {
        foreach (string property in Rules.RateLimits)
        {
            if (attribute.FindInt(property) is not { } value || !Rules.IsProtocolLimit(property, value))
                continue;
            Location place = Places.ArgumentOf(attribute, property);
            if (!Rules.HasRateOf(property, attribute))
                report(Diagnostic.Create(Descriptors.BurstWithoutRate, place, property, Rules.RateOf(property)));
            else if (!Rules.IsByteBurst(property, value, attribute, type))
                report(Diagnostic.Create(Descriptors.BurstBelowMessage, place, value, Rules.LongestMessage(attribute, type)));
        }
    }

    private static void CheckOrigins(AttributeData attribute, Action<Diagnostic> report)
    {
        string?[] origins = attribute.FindStrings("Origins") ?? [];
        for (int index = 0; index < origins.Length; index++)
        {
            // Of an element that does not compile, the compiler has said so.
            if (origins[index] is not { } origin || Rules.IsOrigin(origin))
                continue;

            string advice = OriginText.Correct(origin) is { } corrected
                ? $"write \"{corrected}\""
                : "write scheme, host and port, such as \"https://app.example\" or \"http://localhost:3000\"";
            report(Diagnostic.Create(Descriptors.InvalidOrigin, Places.ElementOf(attribute, "Origins", index), origin, advice));
        }
    }

    private static void CheckHandlers(INamedTypeSymbol type, Action<Diagnostic> report)
    {
        foreach (Handler handler in Handlers.All)
        {
            foreach (IMethodSymbol method in Rules.HandlerCandidates(type, handler))
            {
                if (method.IsAsync)
                    report(Diagnostic.Create(Descriptors.AsyncHandler, Places.NameOf(method), Fixing.By(handler), handler.Name));
                else if (!Rules.IsHandler(method, handler) && Compiles(method))
                    report(Diagnostic.Create(Descriptors.WrongHandler, Places.NameOf(method), Fixing.By(handler), handler.Name, handler.Signature));
            }
        }
    }

    private static void CheckKindOfMessages(INamedTypeSymbol type, Action<Diagnostic> report)
    {
        IMethodSymbol? whole = type.GetMembers(Handlers.OnMessage).OfType<IMethodSymbol>().FirstOrDefault();
        IMethodSymbol? streamed = type.GetMembers(Handlers.OnFragment).OfType<IMethodSymbol>().FirstOrDefault();
        if (whole is not null && streamed is not null)
            report(Diagnostic.Create(Descriptors.WholeAndStreamed, Places.NameOf(streamed), type.Name));
    }

    // A parameter of an unknown type is the compiler's error already.
    private static bool Compiles(IMethodSymbol method) =>
        method.ReturnType.TypeKind != TypeKind.Error && method.Parameters.All(parameter => parameter.Type.TypeKind != TypeKind.Error);
}
