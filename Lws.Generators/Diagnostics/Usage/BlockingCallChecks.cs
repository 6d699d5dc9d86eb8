using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lws.Generators.Diagnostics.Usage;

/// <summary>LWS203: finds what makes the loop's thread wait, and with it every connection of the loop.</summary>
internal static class BlockingCallChecks
{
    public static void Run(IInvocationOperation call, Action<Diagnostic> report)
    {
        if (BlockingCalls.Contains(call.TargetMethod, call.Instance?.Type) && !OnlyAsks(call))
            Report(call, call.TargetMethod, report);
    }

    public static void Run(IPropertyReferenceOperation reference, Action<Diagnostic> report)
    {
        if (BlockingCalls.Contains(reference.Property, reference.Instance?.Type))
            Report(reference, reference.Property, report);
    }

    // A wait of no time at all asks whether there is something to wait for.
    private static bool OnlyAsks(IInvocationOperation call) => call.Arguments.Any(argument =>
        argument.Value.ConstantValue is { HasValue: true, Value: 0 }
        || argument.Value is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } });

    private static void Report(IOperation operation, ISymbol member, Action<Diagnostic> report) =>
        report(Diagnostic.Create(
            Descriptors.BlockingCall, Places.MemberOf(operation.Syntax), $"{member.ContainingType.Name}.{member.Name}"));
}
