using Lws.Interop;

namespace Lws.Bench.Load;

/// <summary>Sets connections up and resets them, one after the other in each slot, for as long as it is served.</summary>
internal sealed class AcceptLoad : LoadEngine
{
    private readonly LoadPlan _plan;
    private readonly Opening[] _slots;
    private bool _beginsAnew = true;
    private int _open;

    public AcceptLoad(LoadPlan plan, Target target)
    {
        _plan = plan;
        _slots = [.. Enumerable.Range(0, plan.Connections).Select(slot => new Opening(target, Epoll, (ulong)slot))];
    }

    public override void Start()
    {
        foreach (Opening slot in _slots)
            Begin(slot);
    }

    public override void Finish()
    {
        _beginsAnew = false;
        if (!TryServeUntil(() => _open == 0, _plan.Patience))
            throw new LoadException($"{_open} connections were not open after {_plan.Patience.TotalSeconds:0.#} s");
    }

    public override void Dispose()
    {
        foreach (Opening slot in _slots)
            slot.Reset();
        base.Dispose();
    }

    protected override void Serve(EpollEvent ready)
    {
        Opening slot = _slots[(int)ready.Data];
        if (!slot.Advance())
            return;
        Latencies?.RecordValue(Now - slot.Since);
        Completed++;
        _open--;
        slot.Reset();
        if (_beginsAnew)
            Begin(slot);
    }

    private void Begin(Opening slot)
    {
        _open++;
        slot.Begin(Now);
    }
}
