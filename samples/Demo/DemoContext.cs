using Lws;

namespace Demo;

/// <summary>The server: the protocols that libwebsockets' users know, and what their sessions share.</summary>
/// <remarks>One loop, one thread: what is shared needs no lock.</remarks>
[LwsContext(FdLimit = 1_000)]
[Serve<Echo>]
[Serve<DumbIncrement>]
[Serve<Mirror>]
[Serve<Chat>]
[Serve<Status>]
public partial class DemoContext
{
    internal Board Board { get; } = new();

    internal ChatHistory ChatHistory { get; } = new();

    internal Registry Registry { get; } = new();

    /// <summary>The context of a session, as the class that it is.</summary>
    internal static DemoContext Of(Session session) => (DemoContext)session.Context;
}
