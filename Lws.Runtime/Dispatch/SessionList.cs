using Lws.Connections;
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
    public int Count
    {
        get
        {
            int count = 0;
            foreach (Session _ in this)
                count++;
            return count;
        }
    }

    /// <summary>Begins in front of the first.</summary>
    public Enumerator GetEnumerator() => new(_loop, _protocol);

    /// <summary>Walks the loop's connections in slot order.</summary>
    public ref struct Enumerator
    {
        private readonly EventLoop _loop;
        private readonly int _protocol;
        private int _slot = -1;

        internal Enumerator(EventLoop loop, int protocol)
        {
            _loop = loop;
            _protocol = protocol;
        }

        /// <summary>The session that the walk has reached.</summary>
        public readonly Session Current => new(_loop, ref _loop.Connections[_slot]);

        /// <summary>Goes to the next open session of the protocol.</summary>
        public bool MoveNext()
        {
            while (++_slot < _loop.Connections.HighWater)
            {
                ref Connection connection = ref _loop.Connections[_slot];
                if (connection.State == ConnectionState.Open && connection.Protocol == _protocol)
                    return true;
            }

            return false;
        }
    }
}
