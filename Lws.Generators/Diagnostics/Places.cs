using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.Generators.Diagnostics;

/// <summary>Where a diagnostic points: the words that the user would change.</summary>
internal static class Places
{
    /// <summary>The name in the declaration that bears the attribute.</summary>
    public static Location NameUnder(AttributeData attribute) =>
        SyntaxOf(attribute).FirstAncestorOrSelf<TypeDeclarationSyntax>()!.Identifier.GetLocation();

    /// <summary>The name of a type or member, where it is first declared.</summary>
    public static Location NameOf(ISymbol symbol) => symbol.Locations[0];

    public static Location Of(AttributeData attribute) => SyntaxOf(attribute).GetLocation();

    /// <summary>The value of a named argument, or of the first one where <paramref name="name"/> is null.</summary>
    public static Location ArgumentOf(AttributeData attribute, string? name) => ArgumentSyntax(attribute, name).GetLocation();

    /// <summary>An element of the array that a named argument is set to.</summary>
    public static Location ElementOf(AttributeData attribute, string name, int index)
    {
        ExpressionSyntax array = ArgumentSyntax(attribute, name);
        IEnumerable<SyntaxNode> elements = array switch
        {
            CollectionExpressionSyntax collection => collection.Elements,
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            ImplicitArrayCreationExpressionSyntax creation => creation.Initializer.Expressions,
            _ => [],
        };
        return (elements.ElementAtOrDefault(index) ?? array).GetLocation();
    }

    /// <summary>The name of the member that an expression reads or calls.</summary>
    public static Location MemberOf(SyntaxNode expression) => expression switch
    {
        InvocationExpressionSyntax call => MemberOf(call.Expression),
        MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
        _ => expression.GetLocation(),
    };

    /// <summary>The type argument of a generic attribute.</summary>
    public static Location TypeArgumentOf(AttributeData attribute) =>
        SyntaxOf(attribute).Name.DescendantNodesAndSelf().OfType<GenericNameSyntax>().First().TypeArgumentList.Arguments[0].GetLocation();

    private static ExpressionSyntax ArgumentSyntax(AttributeData attribute, string? name) =>
        SyntaxOf(attribute).ArgumentList!.Arguments.First(argument => argument.NameEquals?.Name.Identifier.ValueText == name).Expression;

    private static AttributeSyntax SyntaxOf(AttributeData attribute) =>
        (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax();
}
