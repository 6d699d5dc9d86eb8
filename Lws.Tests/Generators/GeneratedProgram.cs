using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Lws.Tests.Generators;

/// <summary>A test source and what the generator added to it.</summary>
internal sealed class GeneratedProgram
{
    private readonly CSharpCompilation _compilation;
    private readonly ProjectProperties _project;

    private GeneratedProgram(CSharpCompilation compilation, ProjectProperties project, GeneratorRunResult result)
    {
        _compilation = compilation;
        _project = project;
        Files = result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());
    }

    /// <summary>The emitted files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>
    /// Runs the generator twice, the second time beside an unrelated file: nothing may be computed anew, and no model may hold on
    /// to the compilation.
    /// </summary>
    public static GeneratedProgram From(string source, params MetadataReference[] references) =>
        From(Compilations.Of(source, "Demo", references));

    /// <inheritdoc cref="From(string, MetadataReference[])"/>
    public static GeneratedProgram From(string source, ProjectProperties project) => From(Compilations.Of(source), project);

    /// <inheritdoc cref="From(string, MetadataReference[])"/>
    public static GeneratedProgram From(CSharpCompilation compilation, ProjectProperties? project = null)
    {
        project ??= new ProjectProperties();
        GeneratorDriver driver = Compilations.NewDriver(project, compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation completed, out ImmutableArray<Diagnostic> diagnostics);
        GeneratorRunResult first = driver.GetRunResult().Results.Single();
        Assert.Null(first.Exception);
        Assert.Empty(diagnostics);

        SyntaxTree unrelated = compilation.SyntaxTrees[0].WithRootAndOptions(
            SyntaxFactory.ParseCompilationUnit("internal class Unrelated { public void OnOpen() { } }"), compilation.SyntaxTrees[0].Options);
        GeneratorRunResult second = driver.RunGenerators(compilation.AddSyntaxTrees(unrelated)).GetRunResult().Results.Single();
        PipelineSteps.AssertNothingIsComputedAnew(second);
        PipelineSteps.AssertModelsHoldNoCompilation(second);
        return new GeneratedProgram((CSharpCompilation)completed, project, first);
    }

    /// <summary>The emitted file whose hint name begins like this.</summary>
    public string File(string hintName) => Files.Single(file => file.Key.StartsWith(hintName, StringComparison.Ordinal)).Value;

    /// <summary>What the compiler says, warnings included.</summary>
    public IEnumerable<Diagnostic> CompilerDiagnostics() =>
        _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    /// <summary>What the analyzer says of the completed program, in source order.</summary>
    public Diagnostic[] AnalyzerDiagnostics() =>
        _compilation.WithAnalyzers([new LwsAnalyzer()], new AnalyzerOptions([], _project))
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ToArray();

    /// <summary>Its reference assembly, which has no private members.</summary>
    public MetadataReference ToReference()
    {
        using var image = new MemoryStream();
        Assert.Empty(CompilerDiagnostics());
        Assert.True(_compilation.Emit(image, options: new(metadataOnly: true, includePrivateMembers: false)).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>Compiles it without a warning into a file.</summary>
    public void Save(string path, params ResourceDescription[] resources)
    {
        Assert.Empty(CompilerDiagnostics());
        using FileStream image = System.IO.File.Create(path);
        Assert.True(_compilation.Emit(image, manifestResources: resources).Success);
    }

    /// <summary>Compiles it without a warning, and loads it beside the runtime under test.</summary>
    /// <param name="library">A loaded assembly that it refers to.</param>
    public Assembly Load(Assembly? library = null)
    {
        using var image = new MemoryStream();
        Assert.Empty(CompilerDiagnostics());
        Assert.True(_compilation.Emit(image).Success);
        image.Position = 0;
        var place = new AssemblyLoadContext(_compilation.AssemblyName);
        place.Resolving += (_, name) => name.Name == library?.GetName().Name ? library : null;
        return place.LoadFromStream(image);
    }
}
