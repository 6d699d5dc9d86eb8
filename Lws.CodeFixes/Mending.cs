using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace Lws.CodeFixes;

/// <summary>Applies remedies to a solution, those of one document by one editor.</summary>
internal static class Mending
{
    /// <summary>What is to be changed: where the diagnostic stands, or the place beside that it names; null where that is no source.</summary>
    public static async Task<SyntaxNode?> FindPlaceAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        Location location = PlaceOf(diagnostic);
        if (solution.GetDocument(location.SourceTree) is not { } document)
            return null;

        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return root?.FindNode(location.SourceSpan, getInnermostNodeForTie: true);
    }

    public static async Task<Solution> ApplyAsync(
        Solution solution, IEnumerable<Diagnostic> diagnostics, RemedyProvider provider, string key, CancellationToken cancellationToken)
    {
        foreach (IGrouping<SyntaxTree?, Diagnostic> group in diagnostics.GroupBy(diagnostic => PlaceOf(diagnostic).SourceTree).ToList())
        {
            if (solution.GetDocument(group.Key) is not { } document)
                continue;

            DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
            foreach (Diagnostic diagnostic in group.GroupBy(PlaceOf).Select(atOnePlace => atOnePlace.First()))
            {
                SyntaxNode place = editor.OriginalRoot.FindNode(PlaceOf(diagnostic).SourceSpan, getInnermostNodeForTie: true);
                provider.RemediesFor(place, diagnostic).FirstOrDefault(remedy => remedy.Key == key)?.Apply(editor);
            }

            solution = editor.GetChangedDocument().Project.Solution;
        }

        return solution;
    }

    private static Location PlaceOf(Diagnostic diagnostic) => 
        diagnostic.AdditionalLocations.Count > 0 ? diagnostic.AdditionalLocations[0] : diagnostic.Location;
}
