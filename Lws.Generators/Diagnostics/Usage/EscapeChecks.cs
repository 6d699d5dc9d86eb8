using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Lws.Generators.Diagnostics.Usage;

/// <summary>
/// LWS204: finds what is valid inside a handler only, and is put where it outlives it. Sessions, requests and spans the compiler keeps
/// from that itself; this finds the ways round it.
/// </summary>
internal static class EscapeChecks
{
    private const string WriterAdvice = "it is the loop's only one, and writes one message: ask session.Write for it each time";
    private const string MemoryAdvice = "it is part of the loop's output buffer: write into it before the message is sent";
    private const string PointerAdvice = "the loop overwrites its receive buffer with the next message: keep a copy, such as payload.ToArray()";

    public static void Run(ISimpleAssignmentOperation assignment, Action<Diagnostic> report)
    {
        if (assignment.Target is not IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } target)
            return;

        IOperation value = Bare(assignment.Value);
        string? advice = value switch
        {
            _ when Types.IsMessageWriter(value.Type) => WriterAdvice,
            IInvocationOperation { TargetMethod: { Name: "GetMemory", ContainingType: var owner } } when Types.IsMessageWriter(owner) => MemoryAdvice,
            _ when PointsIntoPayload(value) => PointerAdvice,
            _ => null,
        };
        if (advice is not null)
            report(Diagnostic.Create(Descriptors.Escape, assignment.Syntax.GetLocation(), target.Member.Name, advice));
    }

    // fixed (byte* p = payload) _kept = p;  and  _kept = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(payload));
    private static bool PointsIntoPayload(IOperation value) => value.DescendantsAndSelf().Any(part => part switch
    {
        ILocalReferenceOperation { Local: { IsFixed: true } local } => IsPayloadFixed(local, value.SemanticModel!),
        IInvocationOperation { TargetMethod: { Name: "AsPointer", ContainingType.Name: "Unsafe" } } call =>
            call.Descendants().Any(IsPayloadParameter),
        _ => false,
    });

    private static bool IsPayloadFixed(ILocalSymbol local, SemanticModel model) =>
        local.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } initializer }
        && initializer.DescendantNodesAndSelf().Any(node =>
            model.GetSymbolInfo(node).Symbol is IParameterSymbol parameter && Types.IsPayload(parameter.Type));

    private static bool IsPayloadParameter(IOperation part) => part is IParameterReferenceOperation reference && Types.IsPayload(reference.Type);

    private static IOperation Bare(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value;
    }
}
