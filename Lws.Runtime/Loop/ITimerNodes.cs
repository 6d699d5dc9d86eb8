namespace Lws.Loop;

/// <summary>Where a wheel finds its nodes. Implemented by structs, so that each wheel is compiled for its own.</summary>
internal interface ITimerNodes
{
    /// <summary>The node with this id, 0 or above. It does not move while the wheel is inside a call.</summary>
    ref TimerNode this[int id] { get; }
}
