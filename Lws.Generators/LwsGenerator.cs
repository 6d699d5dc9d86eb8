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

        IncrementalValueProvider<EquatableArray<string>> protocolTwins = protocols
            .Select(static (protocol, _) => protocol.Type.HintName)
            .Collect()
            .Select(HintNames.FindTwins)
            .WithTrackingName(TrackingNames.ProtocolTwins);

        IncrementalValueProvider<EquatableArray<string>> contextTwins = contexts
            .Select(static (declared, _) => declared.Type.HintName)
            .Collect()
            .Select(HintNames.FindTwins)
            .WithTrackingName(TrackingNames.ContextTwins);

        IncrementalValuesProvider<(ProtocolModel Protocol, EquatableArray<string> Twins)> protocolFiles =
            protocols.Combine(protocolTwins).WithTrackingName(TrackingNames.ProtocolFiles);

        IncrementalValuesProvider<(ContextModel Context, EquatableArray<string> Twins)> contextFiles =
            contexts.Combine(contextTwins).WithTrackingName(TrackingNames.ContextFiles);

        context.RegisterSourceOutput(protocolFiles, static (output, file) => output.AddSource(
            HintNames.Distinct(file.Protocol.Type.HintName, file.Twins) + ".LwsProtocol.g.cs", ProtocolEmitter.Emit(file.Protocol)));

        context.RegisterSourceOutput(contextFiles, static (output, file) => output.AddSource(
            HintNames.Distinct(file.Context.Type.HintName, file.Twins) + ".LwsContext.g.cs", ContextEmitter.Emit(file.Context)));
    }

    private static bool IsType(SyntaxNode node, CancellationToken cancellationToken) => node is TypeDeclarationSyntax;
}
