using System.Collections.Immutable;
using System.Composition;
using Lws.Generators.Contract;
using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.CodeFixes;

/// <summary>
/// LWS006, and LWS015 where nothing is awaited: gives the method the signature of its handler. What the body did with other parameters
/// than bytes or a string is left to the user.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectSignatureFix))]
[Shared]
public sealed class CorrectSignatureFix : RemedyProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.WrongHandler.Id, Descriptors.AsyncHandler.Id];

    internal override IEnumerable<Remedy> RemediesFor(SyntaxNode place, Diagnostic diagnostic)
    {
        if (place is MethodDeclarationSyntax method
            && Fixing.HandlerOf(diagnostic.Properties) is { } handler
            && !HasNamesake(method)
            && !Awaits(method))
        {
            yield return new("signature", $"Make it '{handler.Signature}'", editor =>
                editor.ReplaceNode(method, (current, _) => Correct((MethodDeclarationSyntax)current, handler)));
        }
    }

    private static MethodDeclarationSyntax Correct(MethodDeclarationSyntax method, Handler handler)
    {
        bool returnsOther = method.ReturnType.ToString() != handler.Result.DisplayType;
        MethodDeclarationSyntax corrected = method
            .WithModifiers(HandlerModifiers(method))
            .WithReturnType(HandlerSyntax.ResultOf(handler).WithTrailingTrivia(SyntaxFactory.Space))
            .WithTypeParameterList(null)
            .WithConstraintClauses(default)
            .WithParameterList(HandlerSyntax.ParametersOf(handler, method.ParameterList).WithTrailingTrivia(method.ParameterList.GetTrailingTrivia()))
            .WithLeadingTrivia(method.GetLeadingTrivia());
        corrected = TextParameter.Decode(corrected, method.ParameterList);
        return returnsOther ? HandlerBody.Return(corrected, handler) : corrected;
    }

    private static SyntaxTokenList HandlerModifiers(MethodDeclarationSyntax method) => SyntaxFactory.TokenList(method.Modifiers
        .Where(modifier => !modifier.IsKind(SyntaxKind.StaticKeyword) && !modifier.IsKind(SyntaxKind.AsyncKeyword))
        .Select(modifier => modifier.WithLeadingTrivia().WithTrailingTrivia(SyntaxFactory.Space)));

    // Of two methods by a handler's name one is too many; which, only the user knows.
    private static bool HasNamesake(MethodDeclarationSyntax method) => method.Parent is TypeDeclarationSyntax type
        && type.Members.OfType<MethodDeclarationSyntax>().Count(other => other.Identifier.ValueText == method.Identifier.ValueText) > 1;

    private static bool Awaits(MethodDeclarationSyntax method) => method.DescendantTokens().Any(token => token.IsKind(SyntaxKind.AwaitKeyword));
}
