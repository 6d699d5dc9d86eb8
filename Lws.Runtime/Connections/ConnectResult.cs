namespace Lws;

/// <summary>What became of a call of <see cref="LwsContext.Connect{T}(Uri, ConnectOptions, T)"/>, at once.</summary>
public enum ConnectResult : byte
{
    /// <summary>It is under way: <c>OnOpen</c> or <c>OnConnectFailed</c> follows.</summary>
    Started,

    /// <summary>Not started: all connections of the context are in use. No handler is called.</summary>
    Full,

    /// <summary>Not started: the context drains. No handler is called.</summary>
    Stopping,
}
