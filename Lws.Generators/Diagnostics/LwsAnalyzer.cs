using System.Collections.Immutable;
using Lws.Generators.Contract;
using Lws.Generators.Diagnostics.Usage;
using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lws.Generators.Diagnostics;

/// <summary>Says what is wrong with a protocol or a context, by the same <see cref="Rules"/> that the generator obeys.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LwsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.NotPartial,
        Descriptors.ProtocolNotStruct,
        Descriptors.ContextNotClass,
        Descriptors.ServedTwice,
        Descriptors.InvalidName,
        Descriptors.WrongHandler,
        Descriptors.NoProtocol,
        Descriptors.NotProtocol,
        Descriptors.InvalidPath,
        Descriptors.WholeAndStreamed,
        Descriptors.UnfitContext,
        Descriptors.ReservedName,
        Descriptors.ConnectedTwice,
        Descriptors.InvalidOrigin,
        Descriptors.AsyncHandler,
        Descriptors.FdLimitOutOfRange,
        Descriptors.ProtocolLimitOutOfRange,
        Descriptors.SpillWithoutFdLimit,
        Descriptors.ProjectFdLimitRefused,
        Descriptors.LoopsOutOfRange,
        Descriptors.LowMarkAboveLimit,
        Descriptors.BurstWithoutRate,
        Descriptors.BurstBelowMessage,
        Descriptors.BudgetExceeded,
        Descriptors.BudgetWithoutFdLimit,
        Descriptors.ProjectBudgetRefused,
        Descriptors.NoOriginPolicy,
        Descriptors.NearName,
        Descriptors.BlockingCall,
        Descriptors.Escape,
        Descriptors.IgnoredResult,
        Descriptors.NotServed,
        Descriptors.MissingHandler,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName(KnownTypes.ProtocolAttribute) is null)
            return;

        var served = new ServedProtocols();
        context.RegisterSymbolAction(symbol => Analyze(symbol, served), SymbolKind.NamedType);
        UsageChecks.Register(context);
        context.RegisterCompilationEndAction(served.ReportUnserved);
    }

    private static void Analyze(SymbolAnalysisContext context, ServedProtocols served)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (KnownTypes.FindProtocolAttribute(type) is { } protocol)
        {
            served.AddProtocol(type);
            ProtocolChecks.Run(type, protocol, context.ReportDiagnostic);
        }

        if (KnownTypes.FindContextAttribute(type) is { } declared)
        {
            served.AddContext(type);
            var projectLimit = ProjectFdLimit.Of(context.Options.AnalyzerConfigOptionsProvider);
            ContextChecks.Run(type, declared, projectLimit, context.ReportDiagnostic);
            BudgetChecks.Run(type, declared, context.Options.AnalyzerConfigOptionsProvider, context.ReportDiagnostic);
        }
    }
}
