namespace Lws.Bench.Micro.Dispatch;

/// <summary>A sequence of messages for the sessions of a loop, dispatched in one of the shapes.</summary>
internal abstract class DispatchRun
{
    /// <summary>How many messages a sequence has.</summary>
    public const int Length = 1_024;

    /// <summary>How many sessions they are for.</summary>
    public const int Sessions = 64;

    public abstract void DispatchAll();
}
