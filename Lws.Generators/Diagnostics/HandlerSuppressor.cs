using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lws.Generators.Diagnostics;

/// <summary>
/// Withdraws advice of other analyzers that would break a handler: its signature is the contract's, and the emitted part calls it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerSuppressor : DiagnosticSuppressor
{
    private const string Reason = "A handler is an instance method with the parameters of its event, called by the generated part.";

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new("LWSS001", "CA1822", Reason), // mark as static
        new("LWSS002", "IDE0051", Reason), // remove the unused member
        new("LWSS003", "IDE0060", Reason), // remove the unused parameter
    ];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (IsAboutHandler(diagnostic, context))
                context.ReportSuppression(Suppression.Create(SuppressionOf(diagnostic), diagnostic));
        }
    }

    private static bool IsAboutHandler(Diagnostic diagnostic, SuppressionAnalysisContext context) =>
        diagnostic.Location.SourceTree is { } tree
        && MethodAt(tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan)) is { } declaration
        && context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken) is { } method
        && Rules.IsHandlerOfProtocol(method);

    // The diagnostic stands at the name of the method or of one of its parameters; what is inside the body is its own affair.
    private static MethodDeclarationSyntax? MethodAt(SyntaxNode node) =>
        node as MethodDeclarationSyntax ?? (node as ParameterSyntax)?.Parent?.Parent as MethodDeclarationSyntax;

    private SuppressionDescriptor SuppressionOf(Diagnostic diagnostic) =>
        SupportedSuppressions.First(suppression => suppression.SuppressedDiagnosticId == diagnostic.Id);
}
