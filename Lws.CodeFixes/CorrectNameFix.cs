using System.Collections.Immutable;
using System.Composition;
using Lws.Generators.Contract;
using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.CodeFixes;

/// <summary>LWS202: gives the method the handler's name. Nothing names the method, or the analyzer would not have found it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectNameFix))]
[Shared]
public sealed class CorrectNameFix : RemedyProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NearName.Id];

    internal override IEnumerable<Remedy> RemediesFor(SyntaxNode place, Diagnostic diagnostic)
    {
        if (place is MethodDeclarationSyntax method && Fixing.HandlerOf(diagnostic.Properties) is { } handler)
        {
            yield return new("name", $"Rename '{method.Identifier.ValueText}' to '{handler.Name}'", editor =>
                editor.ReplaceNode(method, (current, _) => Rename((MethodDeclarationSyntax)current, handler)));
        }
    }

    private static MethodDeclarationSyntax Rename(MethodDeclarationSyntax method, Handler handler) =>
        method.WithIdentifier(SyntaxFactory.Identifier(handler.Name).WithTriviaFrom(method.Identifier));
}
