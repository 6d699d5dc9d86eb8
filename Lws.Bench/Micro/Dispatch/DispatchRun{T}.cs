using Lws.Connections;
using Lws.Loop;

namespace Lws.Bench.Micro.Dispatch;

/// <inheritdoc/>
/// <remarks>The calls are made as the loop's door to the handlers makes them: through a field whose type is a type argument.</remarks>
internal sealed class DispatchRun<TShape> : DispatchRun
    where TShape : struct, IDispatchShape
{
    private const int Seed = 6_455;

    private readonly EventLoop _loop;
    private readonly Connection[] _connections = new Connection[Sessions];
    private readonly int[] _order = new int[Length];
    private readonly byte[] _payload = new byte[64];
    private TShape _shape;

    /// <param name="loop">What sessions refer to; it does not run.</param>
    /// <param name="protocols">How many protocols the sessions are of, in turns.</param>
    /// <param name="shape">How they are reached.</param>
    public DispatchRun(EventLoop loop, int protocols, TShape shape)
    {
        _loop = loop;
        _shape = shape;
        for (int session = 0; session < Sessions; session++)
        {
            int protocol = session % protocols;
            _connections[session].Protocol = (byte)protocol;
            _connections[session].SessionSlot = _shape.Open(protocol);
        }

        var random = new Random(Seed);
        for (int index = 0; index < Length; index++)
            _order[index] = random.Next(Sessions);
    }

    public override void DispatchAll()
    {
        foreach (int session in _order)
        {
            ref Connection connection = ref _connections[session];
            _shape.OnMessage(connection.Protocol, connection.SessionSlot, new Session(_loop, ref connection), _payload, MessageKind.Binary);
        }
    }
}
