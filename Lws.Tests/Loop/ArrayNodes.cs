using Lws.Loop;

namespace Lws.Tests.Loop;

internal readonly struct ArrayNodes(TimerNode[] nodes) : ITimerNodes
{
    public ref TimerNode this[int id] => ref nodes[id];
}
