using Lws.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Many peers that together hold more than the process can spare, each within its own limits: rows 21 and 30 by the hundred.</summary>
public class MemoryBudgetTests
{
    private const int BlockLength = 65_536;
    private const int Holders = 60;

    // Three quarters of it are 48 blocks, seven eighths are 56.
    private const long Bytes = 64 * BlockLength;

    [Fact]
    public void Above_the_first_mark_requests_get_503_and_what_is_open_goes_on()
    {
        var logger = new RecordingLogger();
        AttackServer.Withstands(OptionsWith(new MemoryBudget(Bytes), logger), server =>
        {
            List<RawClient> holders = OpenHolders(server, 52);
            holders.ForEach(Begin);
            server.BystanderEchoes();

            using RawClient refused = server.Connect();
            refused.Send(RawClient.Request());
            string head = refused.ReadHead();
            Assert.StartsWith("HTTP/1.1 503 ", head, StringComparison.Ordinal);
            Assert.Contains("\r\nRetry-After: ", head, StringComparison.Ordinal);
            Assert.Equal(0, server.Closed);
            foreach (RawClient holder in holders)
            {
                holder.Send(RawClient.Frame(0x0, "end"u8));
                Assert.Equal(60_003, holder.ReadFrame().Payload.Length);
            }

            using RawClient welcome = server.Open();
            welcome.Send(RawClient.TextFrame("room again"));
            Assert.Equal("room again", welcome.ReadText());
            holders.ForEach(holder => holder.Dispose());
        });
        Assert.Single(logger.Entries, entry => entry.Text.Contains("503", StringComparison.Ordinal) && entry.Level == LogLevel.Warning);
    }

    [Fact]
    public void Above_the_second_mark_connections_are_closed_with_1013_until_the_first()
    {
        var budget = new MemoryBudget(Bytes);
        var logger = new RecordingLogger();
        AttackServer.Withstands(OptionsWith(budget, logger), server =>
        {
            List<RawClient> holders = OpenHolders(server, Holders);
            foreach (RawClient holder in holders)
            {
                Begin(holder);
                server.BystanderEchoes();
                Assert.InRange(server.PooledBytes, 0, Bytes);
            }

            Assert.InRange(server.Closed, 1, Holders / 2);
            Assert.InRange(budget.Used, 0, budget.ShedAbove);
            Assert.All(server.Closes, closed => Assert.Equal((CloseCode.TryAgainLater, false, false), (closed.Code, closed.IsClean, closed.ByPeer)));
            Assert.Equal(server.Closed, holders.Count(IsTold1013));
            holders.ForEach(holder => holder.Dispose());
            server.EventuallyAtBaseline();

            using RawClient welcome = server.Open();
            welcome.Send(RawClient.TextFrame("room again"));
            Assert.Equal("room again", welcome.ReadText());
        });
        Assert.Equal(0, budget.Used);
        Assert.Contains(logger.Entries, entry => entry.Text.Contains("1013", StringComparison.Ordinal) && entry.Level == LogLevel.Error);
    }

    [Fact]
    public void Those_that_hold_most_go_first_and_slow_readers_are_among_them() => AttackServer.Withstands(
        OptionsWith(new MemoryBudget(Bytes), new RecordingLogger()),
        server =>
        {
            server.On("OnMessage", static session => session.Send(new byte[8 << 20]));
            List<RawClient> small = OpenHolders(server, 30);
            small.ForEach(Begin);
            using RawClient slow = server.Open("/scripted");
            slow.Send(RawClient.TextFrame("more than the sockets and the budget hold"));

            Assert.Equal(CloseCode.TryAgainLater, server.TheClosedSession().Code);
            foreach (RawClient holder in small)
            {
                holder.Send(RawClient.Frame(0x0, "end"u8));
                Assert.Equal(60_003, holder.ReadFrame().Payload.Length);
                holder.Dispose();
            }
        });

    [Fact]
    public void A_context_that_sleeps_gives_back_what_another_needs()
    {
        var budget = new MemoryBudget(Bytes);
        AttackServer.Withstands(OptionsWith(budget, new RecordingLogger()), sleeping =>
        {
            List<RawClient> held = OpenHolders(sleeping, 45);
            held.ForEach(Begin);
            sleeping.BystanderEchoes();
            using var other = new TestServer(new AttackContext(OptionsWith(new MemoryBudget(Bytes), new RecordingLogger())));
            using var sharing = new TestServer(new AttackContext(OptionsWith(budget, new RecordingLogger())));

            List<RawClient> more = [.. Enumerable.Range(0, 3).Select(_ => sharing.Open("/"))];
            List<RawClient> apart = [.. Enumerable.Range(0, 20).Select(_ => other.Open("/"))];
            apart.ForEach(Begin);
            using RawClient large = sharing.Open("/scripted");
            ((AttackContext)sharing.Context).Scripts["OnMessage"] = static session => session.Send(new byte[8 << 20]);
            more.ForEach(Begin);
            large.Send(RawClient.TextFrame("more than is left"));

            sleeping.Eventually(() => sleeping.Closed > 0, "the sleeping context closes connections");
            sleeping.Eventually(() => budget.Used <= budget.ShedAbove, "the budget is kept");
            Assert.All(sleeping.Closes, closed => Assert.Equal(CloseCode.TryAgainLater, closed.Code));
            Assert.Equal(20 * BlockLength, other.RentedBytes);
            foreach (RawClient client in (RawClient[])[.. held, .. more, .. apart])
                client.Dispose();
        });
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void What_a_disposed_context_held_is_counted_no_more()
    {
        var budget = new MemoryBudget(Bytes);
        using (var server = new TestServer(new AttackContext(OptionsWith(budget, new RecordingLogger()))))
        {
            using RawClient client = server.Open("/");
            Begin(client);
            server.Eventually(() => server.RentedBytes == BlockLength, "the message is held");
            Assert.InRange(budget.Used, BlockLength, BlockLength + (4 * budget.Step));
        }

        Assert.Equal(0, budget.Used);
    }

    [Theory]
    [InlineData(1 << 20, 4_096)]
    [InlineData(64 << 20, 65_536)]
    [InlineData(1L << 40, 1 << 20)]
    public void The_marks_and_the_grain_follow_from_the_budget(long bytes, long step)
    {
        var budget = new MemoryBudget(bytes);

        Assert.Equal((bytes, bytes / 4 * 3, bytes / 8 * 7, step), (budget.Limit, budget.RefuseAbove, budget.ShedAbove, budget.Step));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryBudget((1 << 20) - 1));
    }

    [Fact]
    public void By_default_the_contexts_of_a_process_share_a_quarter_of_its_memory()
    {
        Assert.Same(new LwsOptions().MemoryBudget, new LwsOptions().MemoryBudget);
        Assert.Equal(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, MemoryBudget.OfProcess.Limit);
    }

    private static LwsOptions OptionsWith(MemoryBudget budget, RecordingLogger logger) => new() { MemoryBudget = budget, Logger = logger };

    private static List<RawClient> OpenHolders(AttackServer server, int count) => [.. Enumerable.Range(0, count).Select(_ => server.Open())];

    // A message that does not end: of its 60,000 bytes a block of 65,536 is filled.
    private static void Begin(RawClient client) => client.Send(RawClient.Frame(0x2, new byte[60_000], final: false));

    private static bool IsTold1013(RawClient client) => client.Socket.Available > 0 && client.ReadClose() == 1013;
}
