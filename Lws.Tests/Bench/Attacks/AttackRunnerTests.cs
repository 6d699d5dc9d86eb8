using System.Net;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Bench.Attacks;

/// <summary>The attack runner as a program, against a server whose faults are known and against Lws.</summary>
public class AttackRunnerTests
{
    [Fact]
    public async Task It_names_exactly_the_faults_of_a_careless_server_and_exits_with_1()
    {
        using var server = new CarelessServer();

        AttackReport report = await AttackReport.RunAsync(
            server.EndPoint, "--answer", "1", "--row", "1,2,3,4,7,9,12,13,14,15,16,17,18,32,34,42");

        Assert.Equal([1, 2, 3, 4, 13, 17, 18], report.RowsThat("failed"));
        Assert.Equal([15], report.RowsThat("closedWithoutCode"));
        Assert.Equal([16], report.RowsThat("otherRefusal"));
        Assert.Equal([12, 14, 34], report.RowsThat("withstood"));
        Assert.Equal([9, 32], report.RowsThat("notApplicable"));
        Assert.Equal([7], report.RowsThat("notRun"));
        Assert.Equal([42], report.RowsThat("notRemote"));
        Assert.Equal(1, report.Result.ExitCode);
    }

    [Fact]
    public async Task It_says_what_it_got_and_of_which_variants()
    {
        using var server = new CarelessServer();

        AttackReport report = await AttackReport.RunAsync(server.EndPoint, "--answer", "1", "--row", "13,15");

        Assert.Equal("echo ×2 (81 00, a text); no answer (a ping); close 1000 (a close)", report.Got[13]);
        Assert.Equal("TCP closed ×10 (opcode 3, opcode 4, opcode 5, …)", report.Got[15]);
        Assert.Contains("closed without a code", report.Result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_alone_is_enough_to_exit_with_1()
    {
        using var server = new CarelessServer();

        AttackReport report = await AttackReport.RunAsync(server.EndPoint, "--answer", "1", "--row", "16");

        Assert.Equal("otherRefusal", report.Rows[16]);
        Assert.Equal(1, report.Result.ExitCode);
    }

    [Fact]
    public async Task What_the_bound_of_the_run_leaves_no_time_for_is_cut_short_and_exits_with_1()
    {
        using var server = new CarelessServer();

        // The third case of row 13 is never answered.
        AttackReport report = await AttackReport.RunAsync(server.EndPoint, "--answer", "600", "--bound", "1.5", "--row", "13,14");

        Assert.Equal([14], report.RowsThat("cutShort"));
        Assert.Equal(1, report.Result.ExitCode);
    }

    [Fact]
    public async Task Lws_withstands_them_and_it_exits_with_0()
    {
        using ProgramUnderTest server = ProgramUnderTest.Start("dotnet", AttackReport.Assembly, "serve", "--port", "0", "--deflate");
        string line = await server.ReadLineAsync();
        IPEndPoint address = IPEndPoint.Parse(new Uri(line[(line.LastIndexOf(' ') + 1)..]).Authority);

        AttackReport report = await AttackReport.RunAsync(
            address,
            "--quick",
            "--max-message",
            "67108864",
            "--row",
            "1,2,3,4,5,6,8,10,11,12,13,14,15,16,17,18,19,20,21,23,24,25,26,27,28,29,30,32,33,34,35,36,37,38,47");

        Assert.Empty(report.RowsThat("failed", "closedWithoutCode", "otherRefusal", "cutShort"));
        Assert.Equal(35, report.RowsThat("withstood").Length);
        Assert.Equal(0, report.Result.ExitCode);
    }

    [Fact]
    public async Task Where_nobody_listens_it_says_so_and_exits_with_1()
    {
        ProgramResult result = await ProgramUnderTest.RunAsync("dotnet", AttackReport.Assembly, "attack", "ws://127.0.0.1:1/", "--quick");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cannot be attacked", result.Errors, StringComparison.Ordinal);
    }
}
