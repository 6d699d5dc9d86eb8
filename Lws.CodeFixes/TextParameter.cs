using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Lws.CodeFixes;

/// <summary>A message that the user would rather have as a string: the handler has its bytes, and decodes them.</summary>
internal static class TextParameter
{
    /// <summary>The method with its string parameter made from the payload, where its body uses it.</summary>
    /// <param name="method">The method with the handler's parameters.</param>
    /// <param name="written">The parameters that it had.</param>
    public static MethodDeclarationSyntax Decode(MethodDeclarationSyntax method, ParameterListSyntax written)
    {
        ParameterSyntax? text = written.Parameters.FirstOrDefault(parameter => parameter.Type?.ToString() is "string" or "String");
        if (text is null || HandlerSyntax.PayloadNameOf(method.ParameterList) is not { } payload || !Uses(method, text).Any())
            return method;

        string decoded = $"System.Text.Encoding.UTF8.GetString({payload})";
        if (method.ExpressionBody is not null)
        {
            ExpressionSyntax expression = SyntaxFactory.ParseExpression(decoded);
            return method.ReplaceNodes(Uses(method, text), (use, _) => expression.WithTriviaFrom(use));
        }

        StatementSyntax declaration = SyntaxFactory.ParseStatement($"string {text.Identifier.ValueText} = {decoded};")
            .WithTrailingTrivia(SyntaxFactory.ElasticSpace);
        BlockSyntax body = method.Body!;
        return method.WithBody(body.WithStatements(body.Statements.Insert(0, declaration)).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static IEnumerable<IdentifierNameSyntax> Uses(MethodDeclarationSyntax method, ParameterSyntax parameter) =>
        ((SyntaxNode?)method.Body ?? method.ExpressionBody)?.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == parameter.Identifier.ValueText && !IsMember(name)) ?? [];

    private static bool IsMember(IdentifierNameSyntax name) =>
        name.Parent is NameColonSyntax || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name);
}
