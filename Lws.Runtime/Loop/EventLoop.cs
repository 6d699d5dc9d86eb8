using System.ComponentModel;

namespace Lws.Loop;

/// <summary>The loop of a context. Made by emitted code, used by nobody else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventLoop
{
    private protected EventLoop(LwsContext context)
    {
        Context = context;
    }

    internal LwsContext Context { get; }

    /// <summary>Makes the loop, specialised for what the generator emitted.</summary>
    public static EventLoop Create<TDispatch, TTable>(LwsContext context, TDispatch dispatch)
        where TDispatch : struct, Dispatch.IDispatch
        where TTable : struct, Connections.IFdTable => throw new NotImplementedException();
}
