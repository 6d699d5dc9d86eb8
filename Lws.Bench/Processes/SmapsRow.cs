namespace Lws.Bench.Processes;

/// <summary>What a process of one kind holds in one sort of mapping, on average, as <c>--json</c> writes it.</summary>
internal sealed record SmapsRow(
    string Label, string Server, int? FdLimit, int Processes, string Mapping, double PssKiBPerProcess, double PrivateDirtyKiBPerProcess)
{
    private const double Negligible = 0.05;

    public string Bench => "processes-smaps";

    public bool Missing => false;

    public static List<SmapsRow> Of(WorkerKind kind, int[] ids) =>
    [
        .. from mapping in ids.SelectMany(SmapsReader.Read)
           group mapping by mapping.Sort into sort
           let row = new SmapsRow(
               kind.Label, kind.Server, kind.FdLimit, kind.Processes, sort.Key,
               Math.Round(sort.Sum(mapping => mapping.Pss) / ids.Length, 1), Math.Round(sort.Sum(mapping => mapping.PrivateDirty) / ids.Length, 1))
           where row.PssKiBPerProcess > Negligible
           orderby row.PssKiBPerProcess descending
           select row,
    ];
}
