using System.Collections.Immutable;
using Lws.Generators.Contract;

namespace Lws.Generators.Diagnostics;

/// <summary>What a diagnostic tells the code fix beside its place.</summary>
internal static class Fixing
{
    private const string HandlerName = "Handler";

    public static ImmutableDictionary<string, string?> By(Handler handler) =>
        ImmutableDictionary<string, string?>.Empty.Add(HandlerName, handler.Name);

    public static Handler? HandlerOf(ImmutableDictionary<string, string?> properties) =>
        properties.TryGetValue(HandlerName, out string? name) ? Handlers.All.FirstOrDefault(handler => handler.Name == name) : null;
}
