using Lws.Bench.Echo;
using Lws.Bench.Growth;
using Lws.Bench.Idle;
using Lws.Bench.Reporting;

namespace Lws.Bench.Report;

/// <summary>All that the page tells.</summary>
/// <param name="Participants">The servers, and where and when they were measured; never empty.</param>
/// <param name="Echo">Scenarios × servers.</param>
/// <param name="Idle">Idle connections × servers.</param>
/// <param name="Growth">Open connections × servers, and accepts.</param>
internal sealed record ReportFigures(List<ParticipantRow> Participants, List<EchoRow> Echo, IdleFigures Idle, GrowthFigures Growth)
{
    public IEnumerable<object> Rows => [.. Participants, .. Echo, .. Idle.Rows, .. Idle.Account, .. Growth.Rows, .. Growth.Accepts];

    public List<Goal> Goals => [.. EchoGoals.Of(Echo), .. IdleGoals.Of(Idle.Rows), .. GrowthGoals.Of(Growth)];

    /// <summary>What <c>report --json</c> has written.</summary>
    /// <exception cref="InvalidDataException">It does not say where and when it was measured.</exception>
    public static ReportFigures Read(FileInfo file)
    {
        var figures = new ReportFigures(
            Rows<ParticipantRow>("report"), Rows<EchoRow>("echo"), new(Rows<IdleRow>("idle"), Rows<IdleAccountRow>("idle-account")),
            new(Rows<GrowthRow>("growth"), Rows<AcceptRow>("accepts")));
        return figures.Participants.Count > 0
            ? figures
            : throw new InvalidDataException($"{file.Name} has no rows with bench = report: it was not written by report --json.");

        List<T> Rows<T>(string bench) => JsonReport.Read<T>(file, bench);
    }
}
