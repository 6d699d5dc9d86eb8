using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Lws.CodeFixes;

/// <summary>Type declarations with another keyword or other modifiers, trivia kept.</summary>
internal static class Declarations
{
    // What a class may be and a struct may not, or the other way round.
    private static readonly SyntaxKind[] BoundToKind =
        [SyntaxKind.RefKeyword, SyntaxKind.ReadOnlyKeyword, SyntaxKind.SealedKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.StaticKeyword];

    /// <summary>The type, able to be completed by the generator's part in another file.</summary>
    public static SyntaxNode MakePartial(SyntaxNode node) => MakePartial((TypeDeclarationSyntax)node, [SyntaxKind.FileKeyword]);

    /// <summary>The type as a partial struct that is no ref struct.</summary>
    public static SyntaxNode MakeStruct(SyntaxNode node) => MakePartial((TypeDeclarationSyntax)node, BoundToKind) switch
    {
        RecordDeclarationSyntax type => RecordDeclaration(
            SyntaxKind.RecordStructDeclaration, type.AttributeLists, type.Modifiers, type.Keyword, Spaced(SyntaxKind.StructKeyword),
            type.Identifier, type.TypeParameterList, type.ParameterList, type.BaseList, type.ConstraintClauses, type.OpenBraceToken,
            type.Members, type.CloseBraceToken, type.SemicolonToken),
        var type => StructDeclaration(
            type.AttributeLists, type.Modifiers, Replace(type.Keyword, SyntaxKind.StructKeyword), type.Identifier, type.TypeParameterList,
            type.ParameterList, type.BaseList, type.ConstraintClauses, type.OpenBraceToken, type.Members, type.CloseBraceToken,
            type.SemicolonToken),
    };

    /// <summary>The type as a partial class that is no record.</summary>
    public static SyntaxNode MakeClass(SyntaxNode node)
    {
        TypeDeclarationSyntax type = MakePartial((TypeDeclarationSyntax)node, BoundToKind);
        return ClassDeclaration(
            type.AttributeLists, type.Modifiers, Replace(type.Keyword, SyntaxKind.ClassKeyword), type.Identifier, type.TypeParameterList,
            type.ParameterList, type.BaseList, type.ConstraintClauses, type.OpenBraceToken, type.Members, type.CloseBraceToken,
            type.SemicolonToken);
    }

    // The keyword stands last among the modifiers; what stood before the first of them, or before the type's keyword, stays in front.
    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax type, SyntaxKind[] unwanted)
    {
        SyntaxToken first = type.Modifiers.Concat([type.Keyword]).First();
        SyntaxToken[] modifiers =
        [
            .. type.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword) && !unwanted.Contains(modifier.Kind())),
            Spaced(SyntaxKind.PartialKeyword),
        ];
        for (int index = 0; index < modifiers.Length; index++)
            modifiers[index] = modifiers[index].WithLeadingTrivia().WithTrailingTrivia(Space);
        modifiers[0] = modifiers[0].WithLeadingTrivia(first.LeadingTrivia);
        return type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers(TokenList(modifiers));
    }

    private static SyntaxToken Replace(SyntaxToken keyword, SyntaxKind kind) => Token(kind).WithTriviaFrom(keyword);

    private static SyntaxToken Spaced(SyntaxKind kind) => Token(kind).WithTrailingTrivia(Space);
}
