using Lws.Bench.Echo;
using Lws.Bench.Idle;
using Lws.Bench.Reporting;
using Xunit;

namespace Lws.Tests.Bench.Report;

public class GoalTests
{
    [Theory]
    [InlineData("s1", 1.08)]
    [InlineData("s2", 1.05)]
    [InlineData("s3", 1.06)]
    [InlineData("s4", 1.20)]
    [InlineData("s5", 1.06)]
    public void Each_scenario_has_its_own_bound_for_both_builds(string scenario, double bound)
    {
        List<Goal> goals = [.. EchoGoals.Of([Row("lws-jit"), Row("lws-aot"), Row("bun")])];

        Assert.Equal([bound, bound], goals.Select(goal => goal.Bound));
        Assert.All(goals, goal => Assert.True(goal.IsMet));
        Assert.Equal(2, EchoGoals.Of([Row("lws-jit", 1e-3), Row("lws-aot", 1e-3)]).Count(goal => !goal.IsMet));

        EchoRow Row(string server, double above = 0) => new(scenario, 64, 100, 1, server, 3, 3) { RatioToFloor = bound + above };
    }

    [Fact]
    public void Throughput_is_compared_with_the_fastest_peer_and_not_with_the_floor()
    {
        EchoRow failed = Row("lws-aot", 0) with { MessagesPerSecond = null };
        Goal goal = Assert.Single(EchoGoals.Of([Row("floor", 900), Row("lws-jit", 400), failed, Row("bun", 500), Row("node-ws", 100)]));

        Assert.Equal(1.25, goal.Measured);
        Assert.False(goal.IsMet);
        Assert.Contains("Bun", goal.Text, StringComparison.Ordinal);

        static EchoRow Row(string server, double throughput) => new("s1", 64, 100, 1, server, 3, 3) { MessagesPerSecond = throughput };
    }

    [Fact]
    public void One_scenario_that_allocates_misses_the_goal_of_no_allocation()
    {
        Goal goal = Assert.Single(EchoGoals.Of([Row("s1", 0), Row("s2", 0.5)]));

        Assert.False(goal.IsMet);

        static EchoRow Row(string scenario, double bytes) => new(scenario, 64, 100, 1, "lws-jit", 3, 3) { BytesAllocatedPerMessage = bytes };
    }

    [Fact]
    public void Server_that_is_missing_has_no_goals() =>
        Assert.Empty(EchoGoals.Of([new("s1", 64, 100, 1, "lws-aot", 3, 3) { Missing = true }])
            .Concat(IdleGoals.Of([new("lws-aot", 10_000) { Missing = true }])));

    [Fact]
    public void Worst_of_growth_is_what_counts()
    {
        Goal goal = Figures.Create().Goals.Single(goal => goal.Text.Contains("1,000 open", StringComparison.Ordinal));

        Assert.Equal((1.1, 1.15), (goal.Measured, goal.Bound));
    }
}
