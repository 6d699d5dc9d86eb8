using System.Collections.Immutable;
using Lws.Generators;
using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lws.Tests.Generators.CodeFixes;

/// <summary>The generator and the analyzer as a workspace's project refers to them.</summary>
internal sealed class LwsAnalyzerReference : AnalyzerReference
{
    public override string FullPath => "Lws.Generators.dll";

    public override object Id => FullPath;

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [new LwsAnalyzer()];

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [new LwsAnalyzer()];

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => [new LwsGenerator().AsSourceGenerator()];

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => [new LwsGenerator().AsSourceGenerator()];
}
