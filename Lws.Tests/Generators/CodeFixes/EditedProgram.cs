using System.Collections.Immutable;
using System.Reflection;
using Lws.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lws.Tests.Generators.CodeFixes;

/// <summary>A program in an editor: what its analyzer says, and what becomes of it by the fixes that are offered.</summary>
internal sealed class EditedProgram
{
    private static readonly RemedyProvider[] Providers =
    [
        .. typeof(RemedyProvider).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .Select(type => (RemedyProvider)Activator.CreateInstance(type)!),
    ];

    private readonly Project _project;

    private EditedProgram(Project project) => _project = project;

    /// <summary>The ids that some fix is for.</summary>
    public static IEnumerable<string> FixableIds => Providers.SelectMany(provider => provider.FixableDiagnosticIds);

    /// <summary>A project of these files.</summary>
    public static EditedProgram From(params string[] sources)
    {
        CSharpCompilation empty = Compilations.Of("");
        Project project = new AdhocWorkspace()
            .AddProject(Compilations.ProjectOf(empty))
            .AddAnalyzerReference(new LwsAnalyzerReference());
        for (int file = 0; file < sources.Length; file++)
            project = project.AddDocument($"File{file}.cs", SourceText.From(Compilations.Usings + sources[file])).Project;
        return new EditedProgram(project.AddDocument("Friends.cs", SourceText.From(Compilations.Friends)).Project);
    }

    /// <summary>A file as it stands now, without the lines that every test source begins with.</summary>
    public string Source(int file = 0) =>
        _project.Documents.ElementAt(file).GetTextAsync().GetAwaiter().GetResult().ToString()[Compilations.Usings.Length..];

    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync()
    {
        Compilation compilation = (await _project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers(_project.AnalyzerReferences.Single().GetAnalyzers(LanguageNames.CSharp), _project.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    public async Task<ImmutableArray<Diagnostic>> CompilerErrorsAsync() =>
        [.. (await _project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    /// <summary>Asserts that neither the compiler nor the analyzer has anything to say.</summary>
    public async Task AssertIsCleanAsync()
    {
        Compilation compilation = (await _project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Empty(await DiagnosticsAsync());
    }

    /// <summary>What is offered for a diagnostic, in order.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync(Diagnostic diagnostic)
    {
        var offers = new List<CodeAction>();
        Document document = _project.GetDocument(diagnostic.Location.SourceTree)!;
        var context = new CodeFixContext(document, diagnostic, (action, _) => offers.Add(action), CancellationToken.None);
        foreach (RemedyProvider provider in ProvidersOf(diagnostic.Id))
            await provider.RegisterCodeFixesAsync(context);
        return offers;
    }

    /// <summary>The program after one of the fixes that are offered for its first diagnostic.</summary>
    public async Task<EditedProgram> FixAsync(int offer = 0)
    {
        IReadOnlyList<CodeAction> offers = await OffersAsync((await DiagnosticsAsync())[0]);
        return await ApplyAsync(offers[offer]);
    }

    /// <summary>The program after the same choice was made for every diagnostic of one id.</summary>
    public async Task<EditedProgram> FixAllAsync(string id, int offer = 0, FixAllScope scope = FixAllScope.Project)
    {
        ImmutableArray<Diagnostic> diagnostics = [.. (await DiagnosticsAsync()).Where(diagnostic => diagnostic.Id == id)];
        string key = (await OffersAsync(diagnostics[0]))[offer].EquivalenceKey!;
        RemedyProvider provider = ProvidersOf(id).Single();
        var context = new FixAllContext(
            _project.GetDocument(diagnostics[0].Location.SourceTree)!, provider, scope, key, [id], new FoundDiagnostics(diagnostics),
            CancellationToken.None);
        return await ApplyAsync((await provider.GetFixAllProvider().GetFixAsync(context))!);
    }

    private static IEnumerable<RemedyProvider> ProvidersOf(string id) =>
        Providers.Where(provider => provider.FixableDiagnosticIds.Contains(id));

    private async Task<EditedProgram> ApplyAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return new EditedProgram(solution.GetProject(_project.Id)!);
    }
}
