namespace Lws.Bench.Processes;

/// <summary>The rounds of one kind.</summary>
internal sealed class ProcessesRun(WorkerKind kind)
{
    public WorkerKind Kind { get; } = kind;

    /// <summary>Each round's processes; none where the program is missing.</summary>
    public List<MemoryOf[]> Rounds { get; } = [];

    /// <summary>Where the memory of the last round was, by mapping.</summary>
    public List<SmapsRow> Account { get; private set; } = [];

    public void AddRound(int port, long ulimit)
    {
        if (Kind.Program is null)
            return;
        using var fleet = new Fleet(Kind, port, ulimit);
        Rounds.Add([.. fleet.Ids.Select(MemoryOf.Process)]);
        Account = SmapsRow.Of(Kind, [.. fleet.Ids]);
    }
}
