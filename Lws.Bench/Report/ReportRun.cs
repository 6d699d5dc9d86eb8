using System.Globalization;
using Lws.Bench.Echo;
using Lws.Bench.Growth;
using Lws.Bench.Idle;
using Lws.Bench.Peers;
using Lws.Bench.Reporting;
using Spectre.Console;

namespace Lws.Bench.Report;

/// <summary>Takes all figures of the page, one kind after the other.</summary>
internal static class ReportRun
{
    public static ReportFigures Measure(ReportSettings settings, List<Peer> peers)
    {
        string date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        List<ParticipantRow> participants =
        [
            .. from peer in peers
               let version = peer.IsThere ? ServerVersions.Of(peer.Name) : null
               select new ParticipantRow(peer.Name, version, peer.Missing, Machine.Hardware, date),
        ];
        return AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            ProgressTask echo = progress.AddTask("echo"), idle = progress.AddTask("idle"), growth = progress.AddTask("growth");
            return new ReportFigures(
                participants, EchoRun.Measure(settings.Echo, peers, echo),
                IdleRun.Measure(settings.Idle, peers, idle),
                GrowthRun.Measure(settings.Growth, peers, growth));
        });
    }
}
