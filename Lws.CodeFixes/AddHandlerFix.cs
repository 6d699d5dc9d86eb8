using System.Collections.Immutable;
using System.Composition;
using Lws.Generators.Contract;
using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace Lws.CodeFixes;

/// <summary>LWS207: adds the handler, empty, at the end of the protocol.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddHandlerFix))]
[Shared]
public sealed class AddHandlerFix : RemedyProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.MissingHandler.Id];

    internal override IEnumerable<Remedy> RemediesFor(SyntaxNode place, Diagnostic diagnostic)
    {
        if (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && Fixing.HandlerOf(diagnostic.Properties) is { } handler)
        {
            yield return new(handler.Name, $"Add '{handler.Name}'", editor =>
                editor.ReplaceNode(type, (current, generator) => Add((TypeDeclarationSyntax)current, handler, generator)));
        }
    }

    private static SyntaxNode Add(TypeDeclarationSyntax type, Handler handler, SyntaxGenerator generator)
    {
        // Another diagnostic of the same type may have added it.
        if (type.Members.OfType<MethodDeclarationSyntax>().Any(method => method.Identifier.ValueText == handler.Name))
            return type;

        MethodDeclarationSyntax added = HandlerSyntax.Declare(handler);
        if (type.Members.Count > 0)
            added = added.WithLeadingTrivia(SyntaxFactory.LineFeed);
        return generator.AddMembers(WithBraces(type), added).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static TypeDeclarationSyntax WithBraces(TypeDeclarationSyntax type) => !type.SemicolonToken.IsKind(SyntaxKind.SemicolonToken)
        ? type
        : type.WithSemicolonToken(default)
            .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken))
            .WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(type.SemicolonToken.TrailingTrivia));
}
