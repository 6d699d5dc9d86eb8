using Lws.Generators.Contract;
using Lws.Generators.Emission;
using Lws.Generators.Models;
using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lws.Generators;

/// <summary>
/// Completes protocols and contexts. It reports nothing: what it cannot emit, <see cref="Diagnostics.LwsAnalyzer"/> explains.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class LwsGenerator : IIncrementalGenerator
{
    internal const string Name = "Lws.Generators";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ProtocolModel> protocols = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownTypes.ProtocolAttribute, IsType, ProtocolParser.Parse)
            .WithTrackingName(TrackingNames.Protocols)
            .Where(static protocol => protocol is not null)
            .Select(static (protocol, _) => protocol!)
            .WithTrackingName(TrackingNames.EmittableProtocols);

        IncrementalValueProvider<int?> projectFdLimit = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => ProjectFdLimit.Of(options).Value)
            .WithTrackingName(TrackingNames.ProjectFdLimit);

        IncrementalValuesProvider<ContextModel> contexts = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownTypes.ContextAttribute, IsType, ContextParser.Parse)
            .WithTrackingName(TrackingNames.Contexts)
            .Where(static declared => declared is not null)
            .Combine(projectFdLimit)
            .Select(static (pair, _) => pair.Left!.WithProjectFdLimit(pair.Right))
            .WithTrackingName(TrackingNames.EmittableContexts);

        context.RegisterSourceOutput(protocols, static (output, protocol) =>
            output.AddSource(protocol.Type.HintName + ".LwsProtocol.g.cs", ProtocolEmitter.Emit(protocol)));

        context.RegisterSourceOutput(contexts, static (output, declared) =>
            output.AddSource(declared.Type.HintName + ".LwsContext.g.cs", ContextEmitter.Emit(declared)));
    }

    private static bool IsType(SyntaxNode node, CancellationToken cancellationToken) => node is TypeDeclarationSyntax;
}
