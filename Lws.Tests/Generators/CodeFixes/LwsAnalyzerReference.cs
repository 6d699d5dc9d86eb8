using System.Collections.Immutable;
using Lws.Generators;
using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lws.Tests.Generators.CodeFixes;

/// <summary>The generator and the analyzer as a workspace's project refers to them: the workspace finds a generator again by identity.</summary>
internal sealed class LwsAnalyzerReference : AnalyzerReference
{
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = [new LwsAnalyzer()];
    private readonly ImmutableArray<ISourceGenerator> _generators = [new LwsGenerator().AsSourceGenerator()];

    public override string FullPath => "Lws.Generators.dll";

    public override object Id => FullPath;

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => _analyzers;

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => _analyzers;

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
}
