using Lws.Generators.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Lws.CodeFixes;

/// <summary>Bodies of methods that returned something else than their handler does.</summary>
internal static class HandlerBody
{
    private static readonly ExpressionSyntax Accept =
        SyntaxFactory.ParseExpression("global::Lws.UpgradeResult.Accept").WithAdditionalAnnotations(Simplifier.Annotation);

    private static readonly StatementSyntax ReturnAccept = SyntaxFactory.ReturnStatement(Accept)
        .WithReturnKeyword(SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space))
        .WithTrailingTrivia(SyntaxFactory.ElasticSpace);

    private static readonly BlockSyntax Empty = (BlockSyntax)SyntaxFactory.ParseStatement("{ }");

    /// <summary>The method with a body that returns what the handler does: nothing, or that the upgrade is accepted.</summary>
    public static MethodDeclarationSyntax Return(MethodDeclarationSyntax method, Handler handler)
    {
        bool returnsNothing = handler.Result == HandlerResult.None;
        if (method.ExpressionBody is { } arrow)
            return returnsNothing ? Discard(method, arrow) : method.WithExpressionBody(arrow.WithExpression(Accept));
        if (method.Body is not { } body)
            return method;

        body = body.ReplaceNodes(
            ReturnsOf(body),
            (statement, _) => statement.WithExpression(returnsNothing ? null : Accept)
                .WithReturnKeyword(SyntaxFactory.Token(SyntaxKind.ReturnKeyword)
                    .WithLeadingTrivia(statement.ReturnKeyword.LeadingTrivia)
                    .WithTrailingTrivia(returnsNothing ? default : SyntaxFactory.TriviaList(SyntaxFactory.Space))));
        bool ends = body.Statements.LastOrDefault() is ReturnStatementSyntax or ThrowStatementSyntax;
        if (!returnsNothing && !ends)
            body = body.AddStatements(ReturnAccept).WithAdditionalAnnotations(Formatter.Annotation);
        return method.WithBody(body);
    }

    // What is not a statement has no effect, and would not compile as the body of a method that returns nothing.
    private static MethodDeclarationSyntax Discard(MethodDeclarationSyntax method, ArrowExpressionClauseSyntax arrow) => arrow.Expression
        is InvocationExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or ThrowExpressionSyntax
            ? method
            : method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Empty.WithTrailingTrivia(method.SemicolonToken.TrailingTrivia));

    // Those of lambdas and local functions are their own.
    private static IEnumerable<ReturnStatementSyntax> ReturnsOf(BlockSyntax body) => body
        .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .OfType<ReturnStatementSyntax>();
}
