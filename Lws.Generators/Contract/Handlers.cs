using System.Collections.Immutable;
using Lws.Generators.Models;

namespace Lws.Generators.Contract;

/// <summary>Every handler of the contract: the members of the runtime's <c>IProtocol</c>, in its order.</summary>
internal static class Handlers
{
    public const string OnMessage = nameof(OnMessage);
    public const string OnFragment = nameof(OnFragment);

    private const string OnUpgrade = nameof(OnUpgrade);
    private const string OnConnectFailed = nameof(OnConnectFailed);

    private static readonly Parameter Request = new("global::Lws.UpgradeRequest", "UpgradeRequest", "request");
    private static readonly HandlerResult Decision = new("global::Lws.UpgradeResult", "UpgradeResult");
    private static readonly Parameter Session = new("global::Lws.Session", "Session", "session");
    private static readonly Parameter Payload = new("global::System.ReadOnlySpan<byte>", "ReadOnlySpan<byte>", "payload");
    private static readonly Parameter Kind = new("global::Lws.MessageKind", "MessageKind", "kind");
    private static readonly Parameter Position = new("global::Lws.FragmentPosition", "FragmentPosition", "position");
    private static readonly Parameter Count = new("int", "int", "count");
    private static readonly Parameter Code = new("global::Lws.CloseCode", "CloseCode", "code");
    private static readonly Parameter Reason = new("global::System.ReadOnlySpan<byte>", "ReadOnlySpan<byte>", "reason");
    private static readonly Parameter Status = new("global::Lws.CloseStatus", "CloseStatus", "status");
    private static readonly Parameter Failure = new("global::Lws.ConnectFailure", "ConnectFailure", "failure");

    public static ImmutableArray<Handler> All { get; } =
    [
        Define(OnUpgrade, Decision, Request),
        Define("OnOpen", Session),
        Define(OnMessage, Session, Payload, Kind),
        Define(OnFragment, Session, Payload, Kind, Position),
        Define("OnWritable", Session),
        Define("OnDropped", Session, Count),
        Define("OnPing", Session, Payload),
        Define("OnPong", Session, Payload),
        Define("OnTimer", Session),
        Define("OnClosing", Session, Code, Reason),
        Define("OnClosed", Session, Status),
        Define(OnConnectFailed, Failure),
    ];

    /// <summary>
    /// Those that the dispatch leads to: the events of a session. Before there is one, an upgrade is asked about through the slab, and
    /// of a failed connect the attempt tells by itself.
    /// </summary>
    public static ImmutableArray<Handler> Dispatched { get; } =
        All.RemoveAll(handler => handler.Name is OnUpgrade or OnConnectFailed);

    private static Handler Define(string name, params Parameter[] parameters) => Define(name, HandlerResult.None, parameters);

    private static Handler Define(string name, HandlerResult result, params Parameter[] parameters) =>
        new(name, new EquatableArray<Parameter>([.. parameters]), result);
}
