using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lws.CodeFixes;

/// <summary>
/// "Fix all" in a document, a project or the solution. The batch fixer of Roslyn mends each diagnostic alone and merges the texts,
/// which fails where two of them change one declaration.
/// </summary>
internal sealed class RemedyEverywhere(RemedyProvider provider) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        ImmutableArray<Diagnostic> diagnostics = await FindDiagnosticsAsync(fixAllContext).ConfigureAwait(false);
        string key = fixAllContext.CodeActionEquivalenceKey ?? "";
        return CodeAction.Create(
            "Fix all",
            cancellationToken => Mending.ApplyAsync(fixAllContext.Solution, diagnostics, provider, key, cancellationToken),
            key);
    }

    private static async Task<ImmutableArray<Diagnostic>> FindDiagnosticsAsync(FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
            return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        ImmutableArray<Diagnostic>[] found = await Task.WhenAll(projects.Select(context.GetAllDiagnosticsAsync)).ConfigureAwait(false);
        return [.. found.SelectMany(diagnostics => diagnostics)];
    }
}
