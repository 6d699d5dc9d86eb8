using Lws.Bench.Load;
using Lws.Bench.Trials;
using Xunit;

namespace Lws.Tests.Bench.Trials;

public class TrialSetTests
{
    [Fact]
    public void Ratio_is_the_median_of_the_ratios_of_each_round()
    {
        // The machine was ten times slower in the second round, for both.
        TrialSet trials = new([Run(0, "floor", 4), Run(0, "bun", 5), Run(1, "floor", 40), Run(1, "bun", 60), Run(2, "floor", 4), Run(2, "bun", 4.8)]);

        Spread ratio = trials.Ratio(("s1", "bun"), ("s1", "floor"), result => result.ServerCpuMicrosPerMessage)!.Value.Round(6);

        Assert.Equal(new Spread(1.25, 1.2, 1.5), ratio);
    }

    [Fact]
    public void Round_that_failed_on_either_side_has_no_ratio()
    {
        TrialSet trials = new([Run(0, "floor", 4), Run(0, "bun", 8), Failed(1, "floor"), Run(1, "bun", 8), Run(2, "floor", 4), Failed(2, "bun")]);

        Assert.Equal(new Spread(2, 2, 2), trials.Ratio(("s1", "bun"), ("s1", "floor"), result => result.ServerCpuMicrosPerMessage));
    }

    [Fact]
    public void Without_the_floor_there_is_no_ratio() =>
        Assert.Null(new TrialSet([Run(0, "bun", 8)]).Ratio(("s1", "bun"), ("s1", "floor"), result => result.ServerCpuMicrosPerMessage));

    [Fact]
    public void Figure_is_of_the_server_and_the_case_that_are_asked_for()
    {
        TrialSet trials = new([Run(0, "bun", 8), Run(0, "floor", 4), Run(0, "bun", 90) with { Case = "s2" }]);

        Assert.Equal(new Spread(8, 8, 8), trials.Figure("s1", "bun", result => result.ServerCpuMicrosPerMessage));
    }

    [Fact]
    public void Load_was_the_limit_when_it_was_in_most_rounds()
    {
        Assert.True(new TrialSet([Run(0, "bun", 1, true), Run(1, "bun", 1, true), Run(2, "bun", 1)]).LoadWasTheLimit("s1", "bun"));
        Assert.False(new TrialSet([Run(0, "bun", 1, true), Run(1, "bun", 1), Run(2, "bun", 1)]).LoadWasTheLimit("s1", "bun"));
    }

    [Fact]
    public void Faults_are_counted_and_the_first_is_told()
    {
        TrialSet trials = new([Run(0, "bun", 1), Failed(1, "bun")]);

        Assert.Equal("1 of 2 rounds failed: no answer", trials.Fault("s1", "bun"));
        Assert.Null(trials.Fault("s1", "floor"));
    }

    private static Trial Failed(int round, string server) => new(round, "s1", server, null, "no answer");

    private static Trial Run(int round, string server, double cpu, bool loadWasTheLimit = false) => new(
        round,
        "s1",
        server,
        new LoadResult
        {
            Server = "ws://127.0.0.1:1/", PayloadBytes = 64, Connections = 100, IdleConnections = 0, Depth = 1, Accepts = false, Messages = 1_000,
            Seconds = 1, MessagesPerSecond = 1_000, P50Micros = 1, P99Micros = 2, P999Micros = 3, LoadBusy = 0.5, ServerBusy = 1,
            ServerCpuMicrosPerMessage = cpu, Verified = true, LoadWasTheLimit = loadWasTheLimit,
        },
        null);
}
