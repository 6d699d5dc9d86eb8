using System.Collections.Immutable;
using System.Composition;
using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.CodeFixes;

/// <summary>LWS201: states an Origin policy where the protocol is declared, which may be another file than the one that serves it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StateOriginsFix))]
[Shared]
public sealed class StateOriginsFix : RemedyProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NoOriginPolicy.Id];

    internal override IEnumerable<Remedy> RemediesFor(SyntaxNode place, Diagnostic diagnostic)
    {
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: not null } attribute || diagnostic.AdditionalLocations.Count == 0)
            yield break;

        yield return State(attribute, "Accept pages of the server's own host", "Same");
        yield return State(attribute, "Accept pages of the server's own host, and programs", "Same", "Missing");
        yield return State(attribute, "Accept pages of any site", "Any");
    }

    private static Remedy State(AttributeSyntax attribute, string meaning, params string[] origins)
    {
        // The attribute's own name shows whether the namespace has to be said.
        string qualifier = attribute.Name is QualifiedNameSyntax qualified ? $"{qualified.Left}." : "";
        string policy = $"Origins = [{string.Join(", ", origins.Select(origin => $"{qualifier}Origins.{origin}"))}]";
        AttributeArgumentSyntax argument = SyntaxFactory.ParseAttributeArgumentList($"({policy})")!.Arguments[0];
        return new Remedy(string.Join(" ", origins), $"{meaning}: {policy}", editor =>
            editor.ReplaceNode(attribute, (current, _) => ((AttributeSyntax)current).AddArgumentListArguments(argument)));
    }
}
