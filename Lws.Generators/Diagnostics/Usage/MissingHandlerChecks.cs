using Lws.Generators.Contract;
using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lws.Generators.Diagnostics.Usage;

/// <summary>LWS207: finds what brings about an event that its protocol does not handle.</summary>
internal static class MissingHandlerChecks
{
    private const string LowMark = "LowQueuedBytes";

    public static void Run(INamedTypeSymbol type, AttributeData attribute, Action<Diagnostic> report)
    {
        if (attribute.FindInt(LowMark) is > 0 and var low && Rules.IsLowMark(low, attribute))
            RequireHandler(type, "OnWritable", LowMark, Places.ArgumentOf(attribute, LowMark), report);
    }

    // The session that the handler was given; one that it looked up may be of another protocol.
    public static void Run(IInvocationOperation call, INamedTypeSymbol type, Action<Diagnostic> report)
    {
        if (call is { TargetMethod.Name: "SetTimer", Instance: IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol method } }
            && Types.IsSession(call.TargetMethod.ContainingType)
            && Rules.IsHandlerOfProtocol(method))
        {
            RequireHandler(type, "OnTimer", "SetTimer", Places.MemberOf(call.Syntax), report);
        }
    }

    private static void RequireHandler(INamedTypeSymbol type, string name, string cause, Location place, Action<Diagnostic> report)
    {
        Handler handler = Handlers.All.First(candidate => candidate.Name == name);
        if (!Rules.HandlerCandidates(type, handler).Any())
            report(Diagnostic.Create(Descriptors.MissingHandler, place, Fixing.By(handler), cause, name, type.Name));
    }
}
