using Lws.Generators.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Lws.CodeFixes;

/// <summary>Handlers as the contract declares them. Full names are shortened as far as the file's usings allow.</summary>
internal static class HandlerSyntax
{
    private const string Payload = "ReadOnlySpan<byte>";

    /// <summary>The handler with nothing in it.</summary>
    public static MethodDeclarationSyntax Declare(Handler handler) =>
        (MethodDeclarationSyntax)SyntaxFactory
            .ParseMemberDeclaration($"{handler.Result.Type} {handler.Name}({handler.ParameterList}) {{ }}")!
            .WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>The type that the handler returns.</summary>
    public static TypeSyntax ResultOf(Handler handler) => SimplifiableType(handler.Result.Type);

    /// <summary>
    /// The handler's parameters, with the names that the user has given to those of the same types, or to bytes in another form.
    /// </summary>
    public static ParameterListSyntax ParametersOf(Handler handler, ParameterListSyntax written)
    {
        List<ParameterSyntax> left = [.. written.Parameters];
        var parameters = new List<ParameterSyntax>();
        foreach (Parameter expected in handler.Parameters)
        {
            ParameterSyntax? same = left.FirstOrDefault(parameter => IsOf(parameter.Type, expected))
                ?? left.FirstOrDefault(parameter => expected.DisplayType == Payload && IsBytes(parameter.Type));
            if (same is not null)
                left.Remove(same);
            SyntaxToken name = same?.Identifier.WithoutTrivia() ?? SyntaxFactory.Identifier(NameOf(expected, left));
            parameters.Add(SyntaxFactory.Parameter(name).WithType(SimplifiableType(expected.Type).WithTrailingTrivia(SyntaxFactory.Space)));
        }

        return SyntaxFactory.ParameterList(SyntaxFactory.SeparatedList(
            parameters,
            Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), parameters.Count - 1)));
    }

    /// <summary>The name of the parameter that takes a payload's bytes, or null.</summary>
    public static string? PayloadNameOf(ParameterListSyntax parameters) =>
        parameters.Parameters
            .FirstOrDefault(parameter => parameter.Type!.ToString().EndsWith(Payload, StringComparison.Ordinal))?
            .Identifier.ValueText;

    // A string of the same name becomes a local variable.
    private static string NameOf(Parameter expected, List<ParameterSyntax> left) =>
        left.Any(parameter => parameter.Identifier.ValueText == expected.Name) ? "utf8" : expected.Name;

    private static bool IsBytes(TypeSyntax? type) => type?.ToString() is "byte[]" or "Span<byte>" or "Memory<byte>" or "ReadOnlyMemory<byte>";

    // As far as text can tell: Session, Lws.Session and global::Lws.Session are one.
    private static bool IsOf(TypeSyntax? type, Parameter expected) =>
        type?.ToString() is { } text && (text == expected.DisplayType || text.EndsWith("." + expected.DisplayType, StringComparison.Ordinal));

    private static TypeSyntax SimplifiableType(string name) => name == "void"
        ? SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword))
        : SyntaxFactory.ParseTypeName(name).WithAdditionalAnnotations(Simplifier.Annotation);
}
