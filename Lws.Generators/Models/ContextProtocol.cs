using Lws.Generators.Contract;

namespace Lws.Generators.Models;

/// <summary>A protocol as one context uses it. Its place in <see cref="ContextModel.Protocols"/> is its index at run time.</summary>
/// <param name="TypeName">The struct's full name with <c>global::</c>.</param>
/// <param name="FieldName">The name of its slab in the emitted dispatch.</param>
/// <param name="Attributes">The attributes that name it, as a comment shows them.</param>
/// <param name="Handlers">The handlers of the dispatch that are written; all of them where that cannot be known.</param>
/// <param name="Session">How large the struct is.</param>
internal sealed record ContextProtocol(
    string TypeName, string FieldName, string Attributes, EquatableArray<Handler> Handlers, SessionSize Session);
