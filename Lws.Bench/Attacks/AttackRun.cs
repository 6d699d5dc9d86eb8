using System.Diagnostics;
using System.Net.Sockets;
using Lws.Bench.Attacks.Rows;
using Lws.Bench.Attacks.Verdicts;

namespace Lws.Bench.Attacks;

/// <summary>Sends the rows one after the other, within the bound of the run, and looks after others behind each attack.</summary>
internal sealed class AttackRun(AttackOptions options) : IDisposable
{
    // After that many attacks in a row behind which nobody is let in, the server is held to be dead.
    private const int Deaf = 2;

    private const string PastBound = "the bound of the run has passed";

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly ServerUnderAttack _server = new(options);
    private readonly string _url = options.Url.ToString();
    private readonly DateTime _end = DateTime.UtcNow + options.Bound;
    private int _deaf;

    public List<CaseResult> Cases { get; } = [];

    /// <param name="began">Told the number of each row that is begun.</param>
    /// <exception cref="SocketException">Nobody is there.</exception>
    /// <exception cref="InvalidDataException">It is no WebSocket echo server.</exception>
    public List<RowResult> Run(Action<int> began)
    {
        _server.Patience.StartAttack(options.Bound);
        _server.Meet();
        List<RowResult> results = [];
        foreach (AttackRow row in AttackRows.All.Where(row => IsWanted(row.Number)))
        {
            began(row.Number);
            results.Add(Run(row));
        }

        results.AddRange(UnsentRows.All.Where(row => IsWanted(row.Number)).Select(row => RowResult.Of(_url, row)));
        results.Sort((one, other) => one.Row.CompareTo(other.Row));
        return results;
    }

    public void Dispose() => _server.Dispose();

    private bool IsWanted(int row) => options.Rows.Length == 0 || options.Rows.Contains(row);

    private RowResult Run(AttackRow row)
    {
        if (row.WhyNotApplicable(_server) is { } why)
            return new(_url, row.Number, row.Input, row.Expected, "", Verdict.NotApplicable, why);

        long start = Stopwatch.GetTimestamp();
        using MemoryWatch? memory = options.ProcessId is { } id ? new MemoryWatch(id) : null;
        List<CaseResult> cases = [.. row.Cases(_server).Select(one => Run(row, one))];
        Cases.AddRange(cases);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        if (memory is null)
            return RowResult.Of(_url, row, cases, excess: null) with { Seconds = Rounded(took.TotalSeconds) };

        if (row.BoundsMemory)
            Thread.Sleep(Settling);
        double after = memory.Look();
        return RowResult.Of(_url, row, cases, FindExcess(row, memory)) with
        {
            RssBeforeMiB = Rounded(memory.Before),
            RssPeakMiB = Rounded(memory.Peak),
            RssAfterMiB = Rounded(after),
            Seconds = Rounded(took.TotalSeconds),
        };
    }

    private string? FindExcess(AttackRow row, MemoryWatch memory)
    {
        double growth = memory.Peak - memory.Before;
        return row.BoundsMemory && growth > options.MemoryBoundMiB + row.MemoryAllowanceMiB(options) ? $"memory grew by {growth:N0} MiB" : null;
    }

    private CaseResult Run(AttackRow row, AttackCase attack)
    {
        long start = Stopwatch.GetTimestamp();
        (Verdict verdict, string got) = Judge(attack);
        double seconds = Rounded(Stopwatch.GetElapsedTime(start).TotalSeconds);
        return new CaseResult(_url, row.Number, attack.Name, attack.Expected.ToString(), got, verdict, seconds);
    }

    private (Verdict Verdict, string Got) Judge(AttackCase attack)
    {
        if (options.IsQuick && attack.IsSlow)
            return (Verdict.NotRun, "left out by --quick");
        TimeSpan left = _end - DateTime.UtcNow;
        if (_deaf >= Deaf || left <= TimeSpan.Zero)
            return (Verdict.CutShort, _deaf >= Deaf ? "the server accepts nobody any more" : PastBound);

        _server.Patience.StartAttack(attack.Bound < left ? attack.Bound : left);
        Answer answer = Send(attack);
        _server.Patience.StartAttack(4 * options.Answer);
        string? harm = _server.FindHarm();
        _deaf = harm is null ? 0 : _deaf + 1;
        if (harm is not null)
            return (Verdict.Failed, $"{answer.Text}; {harm}");
        Verdict verdict = attack.Expected.Judge(answer);
        return verdict.Fails && DateTime.UtcNow >= _end ? (Verdict.CutShort, PastBound) : (verdict, attack.Expected.Describe(answer));
    }

    private static Answer Send(AttackCase attack)
    {
        try
        {
            return attack.Attack();
        }
        catch (Exception exception) when (exception is SocketException or InvalidDataException)
        {
            return Answer.Wrong(exception.Message);
        }
    }

    private static double Rounded(double value) => Math.Round(value, 1);
}
