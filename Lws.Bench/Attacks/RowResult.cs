using Lws.Bench.Attacks.Verdicts;

namespace Lws.Bench.Attacks;

/// <summary>
/// What a server did with a row, as <c>--json</c> writes it. The note says why it was not sent, or what of it is not to be seen from
/// outside. Memory is resident, in MiB; null where it was not watched.
/// </summary>
internal sealed record RowResult(string Url, int Row, string Input, string Expected, string Got, Verdict Verdict, string? Note)
{
    private const int NamesShown = 3;

    public string Bench => "attack";

    public double? RssBeforeMiB { get; init; }

    public double? RssPeakMiB { get; init; }

    public double? RssAfterMiB { get; init; }

    public double Seconds { get; init; }

    public static RowResult Of(string url, UnsentRow row) => new(url, row.Number, row.Input, row.Expected, "", row.Verdict, row.Why);

    /// <summary>Of the cases of a row; <paramref name="excess"/> is what is wrong with the row as a whole, null for nothing.</summary>
    public static RowResult Of(string url, AttackRow row, IReadOnlyList<CaseResult> cases, string? excess)
    {
        var verdict = cases.Count == 0 ? Verdict.NotRun : cases.Max(one => one.Verdict);
        string got = string.Join("; ", cases.Where(one => one.Verdict != Verdict.NotRun).GroupBy(one => (one.Got, one.Verdict)).Select(Describe));
        return excess is null
            ? new(url, row.Number, row.Input, row.Expected, got, verdict, row.NotSeen)
            : new(url, row.Number, row.Input, row.Expected, $"{got}; {excess}", Verdict.Failed, row.NotSeen);
    }

    // "400 ×7; 101 ×2 (two lines, two in one line)": which ones is of interest where they are not as expected.
    private static string Describe(IGrouping<(string Got, Verdict Verdict), CaseResult> group)
    {
        int count = group.Count();
        string text = count > 1 ? $"{group.Key.Got} ×{count}" : group.Key.Got;
        if (!group.Key.Verdict.Fails)
            return text;
        string names = string.Join(", ", group.Take(NamesShown).Select(one => one.Name));
        return $"{text} ({names}{(count > NamesShown ? ", …" : "")})";
    }
}
