using System.Collections.Immutable;
using System.Composition;
using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.CodeFixes;

/// <summary>LWS002: makes the type a struct, and partial like all that contain it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeStructFix))]
[Shared]
public sealed class MakeStructFix : RemedyProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.ProtocolNotStruct.Id];

    internal override IEnumerable<Remedy> RemediesFor(SyntaxNode place, Diagnostic diagnostic)
    {
        if (place is TypeDeclarationSyntax type)
        {
            yield return new("struct", $"Make '{type.Identifier.ValueText}' a partial struct", editor =>
            {
                editor.ReplaceNode(type, (current, _) => Declarations.MakeStruct(current));
                foreach (TypeDeclarationSyntax level in type.Ancestors().OfType<TypeDeclarationSyntax>())
                    editor.ReplaceNode(level, (current, _) => Declarations.MakePartial(current));
            });
        }
    }
}
