using Lws.Generators.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Lws.Generators.Diagnostics.Usage;

/// <summary>Leads the operations of a program to the rules about usage. Those about the loop's thread look at protocols alone.</summary>
internal static class UsageChecks
{
    public static void Register(CompilationStartAnalysisContext context)
    {
        context.RegisterOperationAction(AnalyzeCall, OperationKind.Invocation);
        context.RegisterOperationAction(AnalyzeProperty, OperationKind.PropertyReference);
        context.RegisterOperationAction(AnalyzeAssignment, OperationKind.SimpleAssignment);
        context.RegisterOperationAction(AnalyzeStatement, OperationKind.ExpressionStatement);
    }

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        if (ProtocolAround(context) is not { } type)
            return;

        var call = (IInvocationOperation)context.Operation;
        BlockingCallChecks.Run(call, context.ReportDiagnostic);
        MissingHandlerChecks.Run(call, type, context.ReportDiagnostic);
    }

    private static void AnalyzeProperty(OperationAnalysisContext context)
    {
        if (ProtocolAround(context) is not null)
            BlockingCallChecks.Run((IPropertyReferenceOperation)context.Operation, context.ReportDiagnostic);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context) =>
        EscapeChecks.Run((ISimpleAssignmentOperation)context.Operation, context.ReportDiagnostic);

    private static void AnalyzeStatement(OperationAnalysisContext context) =>
        SendResultChecks.Run((IExpressionStatementOperation)context.Operation, context.ReportDiagnostic);

    // Null in a lambda as well: what it is handed to runs it, perhaps on a thread of the pool.
    private static INamedTypeSymbol? ProtocolAround(OperationAnalysisContext context)
    {
        if (context.ContainingSymbol is not IMethodSymbol { ContainingType: { } type } || KnownTypes.FindProtocolAttribute(type) is null)
            return null;

        for (IOperation? level = context.Operation.Parent; level is not null; level = level.Parent)
        {
            if (level is IAnonymousFunctionOperation)
                return null;
        }

        return type;
    }
}
