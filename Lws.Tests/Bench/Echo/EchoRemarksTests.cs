using Lws.Bench.Echo;
using Xunit;

namespace Lws.Tests.Bench.Echo;

public class EchoRemarksTests
{
    [Fact]
    public void Scenario_in_which_neither_side_was_busy_was_disturbed() =>
        Assert.StartsWith("Neither the floor nor its load was busy in s1:",
            Assert.Single(EchoRemarks.Of([Floor(0.4, 0.5)])),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(0.99, 0.5)]
    [InlineData(0.5, 0.99)]
    public void Scenario_in_which_one_side_was_busy_was_not(double server, double load) => Assert.Empty(EchoRemarks.Of([Floor(server, load)]));

    [Fact]
    public void Failed_rounds_are_told_and_missing_servers_are_not() => Assert.Equal(
        ["s1, Bun: 1 of 3 rounds failed: no answer."],
        EchoRemarks.Of([
            Floor(1, 1) with { Server = "bun", Fault = "1 of 3 rounds failed: no answer" },
            Floor(1, 1) with { Server = "node-ws", Missing = true, Fault = "not installed" },
        ]));

    private static EchoRow Floor(double server, double load) => new("s1", 64, 100, 1, "floor", 3, 3) { ServerBusy = server, LoadBusy = load };
}
