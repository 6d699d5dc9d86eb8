using Lws.Loop;

namespace Lws.Buffers;

/// <summary>What one loop holds of a <see cref="MemoryBudget"/>.</summary>
/// <remarks>
/// Loop thread only, but for <see cref="WakeUp"/>. The budget is told in coarse steps: it counts no less than is held, and up to three steps
/// more.
/// </remarks>
internal sealed class BudgetShare(MemoryBudget budget, EventLoop loop)
{
    private long _counted;
    private bool _hasJoined;

    public MemoryBudget Budget => budget;

    /// <summary>Bytes that the loop holds.</summary>
    public long Held { get; private set; }

    /// <summary>The loop holds so many bytes more; less, where it is negative.</summary>
    public void Change(long bytes)
    {
        Held += bytes;
        if (Held > _counted || Held < _counted - (3 * budget.Step))
            Recount((Held + budget.Step - 1) / budget.Step * budget.Step);
    }

    /// <summary>The loop is no more.</summary>
    public void Close()
    {
        Recount(0);
        budget.Leave(this);
    }

    /// <summary>Has the loop look at the budget. Any thread.</summary>
    public void WakeUp() => loop.WakeUp();

    private void Recount(long counted)
    {
        if (!_hasJoined)
            budget.Join(this);
        _hasJoined = true;
        budget.Count(counted - _counted);
        _counted = counted;
    }
}
