using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

// These are rules for analyzers that are shipped.
#pragma warning disable RS1029, RS1036, RS1038, RS1041, RS2008

namespace Lws.Tests.Generators;

/// <summary>Stands in for the SDK's analyzers: it finds fault with every method and parameter, where those would.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MethodCritic : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor MarkAsStatic = Define("CA1822");
    private static readonly DiagnosticDescriptor UnusedMember = Define("IDE0051");
    private static readonly DiagnosticDescriptor UnusedParameter = Define("IDE0060");
    private static readonly DiagnosticDescriptor MarkLocalFunctionAsStatic = Define("IDE0062");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [MarkAsStatic, UnusedMember, UnusedParameter, MarkLocalFunctionAsStatic];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Criticize, SymbolKind.Method);
        context.RegisterOperationAction(CriticizeLocalFunction, OperationKind.LocalFunction);
    }

    private static void Criticize(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.MethodKind != MethodKind.Ordinary)
            return;

        context.ReportDiagnostic(Diagnostic.Create(MarkAsStatic, method.Locations[0]));
        context.ReportDiagnostic(Diagnostic.Create(UnusedMember, method.Locations[0]));
        foreach (IParameterSymbol parameter in method.Parameters)
            context.ReportDiagnostic(Diagnostic.Create(UnusedParameter, parameter.Locations[0]));
    }

    private static void CriticizeLocalFunction(OperationAnalysisContext context)
    {
        IMethodSymbol function = ((ILocalFunctionOperation)context.Operation).Symbol;
        context.ReportDiagnostic(Diagnostic.Create(MarkLocalFunctionAsStatic, function.Locations[0]));
        foreach (IParameterSymbol parameter in function.Parameters)
            context.ReportDiagnostic(Diagnostic.Create(UnusedParameter, parameter.Locations[0]));
    }

    private static DiagnosticDescriptor Define(string id) =>
        new(id, id, id, "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);
}
