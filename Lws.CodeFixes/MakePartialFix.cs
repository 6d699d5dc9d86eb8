using System.Collections.Immutable;
using System.Composition;
using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.CodeFixes;

/// <summary>LWS001: makes the type and all that contain it partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix : RemedyProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NotPartial.Id];

    internal override IEnumerable<Remedy> RemediesFor(SyntaxNode place, Diagnostic diagnostic)
    {
        if (place is TypeDeclarationSyntax type)
        {
            yield return new("partial", $"Make '{type.Identifier.ValueText}' partial", editor =>
            {
                foreach (TypeDeclarationSyntax level in type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
                    editor.ReplaceNode(level, (current, _) => Declarations.MakePartial(current));
            });
        }
    }
}
