using Lws.Generators.Contract;
using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lws.Generators.Diagnostics.Usage;

/// <summary>
/// LWS205: finds results of sends that nobody looks at, where they alone say that a message was not accepted. An answer to a message
/// needs no look: its peer has read what came before, or OnDropped tells.
/// </summary>
internal static class SendResultChecks
{
    public static void Run(IExpressionStatementOperation statement, Action<Diagnostic> report)
    {
        if (statement.Operation is IInvocationOperation call && Types.IsSendResult(call.TargetMethod.ReturnType) && SaysWhatNothingElseDoes(call))
        {
            report(Diagnostic.Create(
                Descriptors.IgnoredResult, Places.MemberOf(call.Syntax), $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}"));
        }
    }

    private static bool SaysWhatNothingElseDoes(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "TrySend" => Types.IsSessionHandle(call.TargetMethod.ContainingType),
        "SendPart" or "EndMessage" => Types.IsSession(call.TargetMethod.ContainingType),
        "Send" => Types.IsSession(call.TargetMethod.ContainingType) && IsRepeated(call) && !IsToldOfDrops(call),
        _ => false,
    };

    // In a loop, to one session. What foreach walks through is there already, and most often short; or it is the sessions themselves.
    private static bool IsRepeated(IInvocationOperation call)
    {
        for (IOperation? level = call.Parent; level is not null and not IAnonymousFunctionOperation; level = level.Parent)
        {
            if (level is ILoopOperation { LoopKind: not LoopKind.ForEach } loop && call.Instance is { } session && !IsDeclaredIn(loop, session))
                return true;
        }

        return false;
    }

    private static bool IsDeclaredIn(ILoopOperation loop, IOperation session) => session switch
    {
        IParameterReferenceOperation => false,
        ILocalReferenceOperation { Local: { } local } =>
            local.DeclaringSyntaxReferences.Any(declaration => loop.Syntax.Span.Contains(declaration.Span)),
        _ => true,
    };

    private static bool IsToldOfDrops(IInvocationOperation call) =>
        call.SemanticModel!.GetEnclosingSymbol(call.Syntax.SpanStart)?.ContainingType is not { } type
        || KnownTypes.FindProtocolAttribute(type) is not { } protocol
        || protocol.FindEnumMember("WhenQueueFull") == "Close"
        || type.GetMembers("OnDropped").Any();
}
