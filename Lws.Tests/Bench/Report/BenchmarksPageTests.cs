using Lws.Bench.Report;
using Lws.Bench.Reporting;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Bench.Report;

public class BenchmarksPageTests
{
    private const string Golden = "Lws.Tests/Bench/Report/benchmarks.verified.md";

    /// <summary><c>LWS_UPDATE_SNAPSHOTS=1</c> writes the file instead; look through the difference before it is committed.</summary>
    [Fact]
    public void Page_of_given_figures_is_the_one_beside_this_test()
    {
        string path = Repository.Find(Golden);
        string page = BenchmarksPage.Write(Figures.Create());
        if (Environment.GetEnvironmentVariable("LWS_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, page);

        Assert.Equal(File.ReadAllText(path), page);
    }

    [Fact]
    public void Goal_that_is_missed_is_told_with_its_figure_and_the_goal() => Assert.Contains(
        "- s1, Lws, Native AOT: CPU per message, times the floor's: 1.1 where at most 1.08 is the goal (2 % above).",
        BenchmarksPage.Write(Figures.Create()), StringComparison.Ordinal);

    [Fact]
    public void Page_whose_goals_are_all_reached_says_so()
    {
        ReportFigures figures = Figures.Create();
        figures.Echo.RemoveAll(row => row.Server == "lws-aot");

        Assert.Contains($"Lws reaches all its {figures.Goals.Count} goals.", BenchmarksPage.Write(figures), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_that_were_kept_give_the_same_page()
    {
        using var directory = new TemporaryDirectory();
        FileInfo file = directory.File("figures.json");
        JsonReport.Write(file, Figures.Create().Rows);

        Assert.Equal(BenchmarksPage.Write(Figures.Create()), BenchmarksPage.Write(ReportFigures.Read(file)));
    }

    [Fact]
    public void Figures_of_another_command_are_refused()
    {
        using var directory = new TemporaryDirectory();
        FileInfo file = directory.File("figures.json");
        JsonReport.Write(file, Figures.Create().Echo);

        Assert.Throws<InvalidDataException>(() => ReportFigures.Read(file));
    }
}
