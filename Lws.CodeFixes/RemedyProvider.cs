using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lws.CodeFixes;

/// <summary>What all code fixes of Lws have in common: a diagnostic's remedies, one at a time or everywhere.</summary>
public abstract class RemedyProvider : CodeFixProvider
{
    private protected RemedyProvider() { }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new RemedyEverywhere(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Solution solution = context.Document.Project.Solution;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await Mending.FindPlaceAsync(solution, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } place)
                continue;

            foreach (Remedy remedy in RemediesFor(place, diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        remedy.Title,
                        cancellationToken => Mending.ApplyAsync(solution, [diagnostic], this, remedy.Key, cancellationToken),
                        remedy.Key),
                    diagnostic);
            }
        }
    }

    /// <summary>The remedies, the likeliest first; none where the fault is not of the plain kind that they mend.</summary>
    /// <param name="place">The innermost node at what is to be changed.</param>
    /// <param name="diagnostic">What was found.</param>
    internal abstract IEnumerable<Remedy> RemediesFor(SyntaxNode place, Diagnostic diagnostic);
}
