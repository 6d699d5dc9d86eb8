namespace Lws.Generators;

/// <summary>Names of the pipeline's steps, by which tests find them.</summary>
internal static class TrackingNames
{
    public const string Protocols = nameof(Protocols);
    public const string EmittableProtocols = nameof(EmittableProtocols);
    public const string ProtocolTwins = nameof(ProtocolTwins);
    public const string ProtocolFiles = nameof(ProtocolFiles);
    public const string ProjectFdLimit = nameof(ProjectFdLimit);
    public const string Contexts = nameof(Contexts);
    public const string EmittableContexts = nameof(EmittableContexts);
    public const string ContextTwins = nameof(ContextTwins);
    public const string ContextFiles = nameof(ContextFiles);
}
