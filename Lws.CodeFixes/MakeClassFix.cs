using System.Collections.Immutable;
using System.Composition;
using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.CodeFixes;

/// <summary>LWS003: makes the type a class, and partial like all that contain it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeClassFix))]
[Shared]
public sealed class MakeClassFix : RemedyProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.ContextNotClass.Id];

    internal override IEnumerable<Remedy> RemediesFor(SyntaxNode place, Diagnostic diagnostic)
    {
        if (place is TypeDeclarationSyntax type)
        {
            yield return new("class", $"Make '{type.Identifier.ValueText}' a partial class", editor =>
            {
                editor.ReplaceNode(type, (current, _) => Declarations.MakeClass(current));
                foreach (TypeDeclarationSyntax level in type.Ancestors().OfType<TypeDeclarationSyntax>())
                    editor.ReplaceNode(level, (current, _) => Declarations.MakePartial(current));
            });
        }
    }
}
