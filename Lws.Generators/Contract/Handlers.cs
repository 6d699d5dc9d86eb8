using System.Collections.Immutable;
using Lws.Generators.Models;

namespace Lws.Generators.Contract;

/// <summary>Every handler of the contract: the members of the runtime's <c>IProtocol</c>, in its order.</summary>
internal static class Handlers
{
    public const string OnMessage = nameof(OnMessage);
    public const string OnFragment = nameof(OnFragment);

    private static readonly Parameter Session = new("global::Lws.Session", "Session", "session");
    private static readonly Parameter Payload = new("global::System.ReadOnlySpan<byte>", "ReadOnlySpan<byte>", "payload");
    private static readonly Parameter Kind = new("global::Lws.MessageKind", "MessageKind", "kind");
    private static readonly Parameter Position = new("global::Lws.FragmentPosition", "FragmentPosition", "position");
    private static readonly Parameter Code = new("global::Lws.CloseCode", "CloseCode", "code");
    private static readonly Parameter Reason = new("global::System.ReadOnlySpan<byte>", "ReadOnlySpan<byte>", "reason");
    private static readonly Parameter Status = new("global::Lws.CloseStatus", "CloseStatus", "status");

    public static ImmutableArray<Handler> All { get; } =
    [
        Define("OnOpen", Session),
        Define(OnMessage, Session, Payload, Kind),
        Define(OnFragment, Session, Payload, Kind, Position),
        Define("OnWritable", Session),
        Define("OnPing", Session, Payload),
        Define("OnPong", Session, Payload),
        Define("OnTimer", Session),
        Define("OnClosing", Session, Code, Reason),
        Define("OnClosed", Session, Status),
    ];

    private static Handler Define(string name, params Parameter[] parameters) =>
        new(name, new EquatableArray<Parameter>([.. parameters]));
}
