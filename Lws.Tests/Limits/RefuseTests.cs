using System.Net;
using Lws.Tests.Client;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary><see cref="WhenFull.Refuse"/>: who comes while it is full is told so at once.</summary>
[Collection(MeterCollection.Name)]
public class RefuseTests
{
    [Fact]
    public void The_twenty_first_gets_503_with_a_body_and_the_twenty_notice_nothing()
    {
        using var watch = new FullWatch();
        using var context = new Refusing20(watch.Options);
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        List<RawClient> inside = context.Open(endPoint, 20);
        Assert.Equal(0, watch.Times);

        for (int refused = 1; refused <= 5; refused++)
        {
            using RawClient client = TallyingLoop.Knock(endPoint);
            context.RunUntil(() => watch.Times == refused, "a client is refused");
            AssertRefusal(client.ReadToEnd());
            context.Echo(inside);
        }

        Assert.Equal(0, context.Tally.Closed);
        Assert.Equal(20, context.Tally.Opened);
        Assert.StartsWith("All 20 connections are in use", Assert.Single(watch.Warnings), StringComparison.Ordinal);

        context.Leave(inside[0]);
        inside[0] = context.Open(endPoint);
        context.Echo(inside);
        inside.ForEach(client => client.Dispose());
    }

    [Fact]
    public void A_client_that_has_said_nothing_yet_gets_it_too()
    {
        using var watch = new FullWatch();
        using var context = new Refusing20(new LwsOptions { Logger = watch, MaxConnections = 1 });
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        using RawClient inside = context.Open(endPoint);

        using var silent = new RawClient(endPoint);
        context.RunUntil(() => watch.Times == 1, "a client is refused");
        AssertRefusal(silent.ReadToEnd());
        context.Echo([inside]);
    }

    [Fact]
    public void A_client_of_ours_reads_the_status()
    {
        using var server = new TestServer(new Refusing20(new LwsOptions { MaxConnections = 1 }));
        using RawClient inside = server.Open();
        using var context = new AgentContext();
        Journal journal = new();
        context.Connect(new Uri($"ws://{server.EndPoint}/"), state: new Agent(journal));

        context.RunUntil(journal, "failed Refused 1");
        Assert.Equal(503, journal.LastStatus);
    }

    private static void AssertRefusal(string response)
    {
        string[] parts = response.Split("\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 503 ", parts[0], StringComparison.Ordinal);
        Assert.Contains("Connection: close", parts[0], StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {parts[1].Length}", parts[0], StringComparison.Ordinal);
        Assert.NotEmpty(parts[1]);
    }
}
