using Lws.Loop;

namespace Lws;

/// <summary>The open sessions of one protocol, for <c>foreach</c>.</summary>
/// <remarks>
/// Loop thread only. Handlers may send and close while they iterate: a session that closes is passed over from then on.
/// </remarks>
public readonly ref struct SessionList
{
    private readonly EventLoop _loop;
    private readonly int _protocol;

    internal SessionList(EventLoop loop, int protocol)
    {
        _loop = loop;
        _protocol = protocol;
    }

    /// <summary>How many there are. Counts them: time grows with the connections of the loop.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Begins at the first.</summary>
    public Enumerator GetEnumerator() => throw new NotImplementedException();

    /// <summary>Walks the loop's connections in slot order.</summary>
    public ref struct Enumerator
    {
        /// <summary>The session that the walk has reached.</summary>
        public readonly Session Current => throw new NotImplementedException();

        /// <summary>Goes to the next open session of the protocol.</summary>
        public bool MoveNext() => throw new NotImplementedException();
    }
}
