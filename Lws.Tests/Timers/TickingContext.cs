using Lws.Tests.Observability;

namespace Lws.Tests.Timers;

/// <summary>Sets its timers when it starts, as the test says.</summary>
[LwsContext(FdLimit = 4)]
[Serve<Observed>]
internal sealed partial class TickingContext
{
    public Action<TickingContext>? Starting { get; init; }

    public List<string> Ticks { get; } = [];

    public LoopTimer Tick(string name, TimeSpan dueTime, TimeSpan period) => CreateTimer(() => Ticks.Add(name), dueTime, period);

    protected override void OnStart() => Starting?.Invoke(this);
}
