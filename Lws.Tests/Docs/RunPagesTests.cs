using System.Text.Json;
using Lws.Testing;
using Lws.Tests.Generators;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lws.Tests.Docs;

/// <summary>The contexts that README and pages show do what is said of them.</summary>
public class RunPagesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly (string, string) OfTheHost = ("Origin", "http://test");
    private static readonly (string, string) OfTheApp = ("Origin", "https://app.example");

    [Fact]
    public void The_server_of_the_README_echoes()
    {
        string code = Assert.Single(new Page("README.md").BlocksOf("csharp"));
        using LwsTestHost host = ReaderCode.HostOf(ReaderCode.Compile("Readme", OutputKind.ConsoleApplication, [code]));
        TestClient client = host.Connect("/", "echo");

        client.Send("hello");

        Assert.Equal("hello", client.ReceiveText());
    }

    [Fact]
    public void The_echo_that_stops_reading_goes_on_when_its_client_does()
    {
        using LwsTestHost host = HostOf("docs/sending.md", 0);
        TestClient client = host.Connect("/", "echo", OfTheHost);
        client.IsReading = false;
        client.Window = 1_000;

        for (int message = 0; message < 10; message++)
            client.Send(new byte[1_000]);
        host.Run();
        client.IsReading = true;

        for (int message = 0; message < 10; message++)
            Assert.Equal(1_000, client.ReceiveBinary().Length);
    }

    [Fact]
    public void Of_each_share_a_slow_reader_gets_the_newest_price()
    {
        using LwsTestHost host = HostOf("docs/sending.md", 1);
        TestClient slow = host.Connect("/", "prices", OfTheHost);
        TestClient exchange = host.Connect("/", "prices", OfTheHost);
        slow.IsReading = false;
        slow.Window = 1;

        for (byte price = 1; price <= 100; price++)
        {
            exchange.Send([7, price]);
            host.Run();
        }

        slow.IsReading = true;

        List<byte> prices = [];
        while (slow.TryReceive(out TestMessage message))
            prices.Add(message.Payload.Span[1]);
        Assert.InRange(prices.Count, 1, 3);
        Assert.Equal(100, prices[^1]);
    }

    [Fact]
    public void The_report_arrives_as_one_message()
    {
        using LwsTestHost host = HostOf("docs/sending.md", 2);
        TestClient client = host.Connect("/", "report", OfTheHost);

        client.Send("please");

        Assert.Equal(1_000, client.ReceiveText().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void The_clock_answers_with_JSON()
    {
        using LwsTestHost host = HostOf("docs/sending.md", 3);
        TestClient client = host.Connect("/", "clock", OfTheHost);

        client.Send("what time is it");

        Assert.True(JsonDocument.Parse(client.ReceiveText()).RootElement.GetProperty("unix").GetInt64() > 0);
    }

    [Fact]
    public void Who_is_on_the_list_of_origins_may_connect_and_nobody_else()
    {
        using LwsTestHost host = HostOf("docs/upgrade.md", 0);

        Assert.Equal(101, host.Connect("/", "chat", OfTheApp).Status);
        Assert.Equal(101, host.Connect("/", "chat").Status);
        Assert.Equal(403, host.Connect("/", "chat", ("Origin", "https://app.example.evil.test")).Status);
    }

    [Fact]
    public void The_token_decides_about_a_request_and_what_it_gets()
    {
        using LwsTestHost host = HostOf("docs/upgrade.md", 1, "[LwsContext(FdLimit = 10)] [Serve<Feed>] public partial class FeedContext;");
        TestClient nobody = host.Connect("/", "feed");
        TestClient premium = host.Connect("/", "feed", ("Authorization", "Bearer premium"));

        Assert.Equal(401, nobody.Status);
        Assert.Contains("WWW-Authenticate: Bearer", nobody.ResponseHead, StringComparison.Ordinal);
        Assert.Contains("X-Shard: 7", premium.ResponseHead, StringComparison.Ordinal);
        Assert.Equal("every price", premium.ReceiveText());
    }

    [Fact]
    public void A_request_that_is_put_off_is_answered_once_its_account_is_found_or_not()
    {
        using LwsTestHost host = HostOf("docs/upgrade.md", 2, "[LwsContext(FdLimit = 10)] [Serve<Account>] public partial class AccountContext;");
        TestClient ada = host.Connect("/?token=1", "account", OfTheApp);
        TestClient stranger = host.Connect("/?token=2", "account", OfTheApp);

        Assert.True(SpinWait.SpinUntil(() => ada.Status != 0 && stranger.Status != 0, Patience));
        Assert.Equal("hello, Ada", ada.ReceiveText());
        Assert.Equal(403, stranger.Status);
    }

    [Fact]
    public void The_server_behind_TLS_echoes_to_its_own_pages()
    {
        using LwsTestHost host = HostOf("docs/pipes.md", 0);
        TestClient client = host.Connect("/", "echo", OfTheApp);

        client.Send("hello");

        Assert.Equal("hello", client.ReceiveText());
    }

    private static LwsTestHost HostOf(string page, int block, string more = "") =>
        ReaderCode.HostOf(GeneratedProgram.From(new Page(page).BlocksOf("csharp").ElementAt(block) + more));
}
