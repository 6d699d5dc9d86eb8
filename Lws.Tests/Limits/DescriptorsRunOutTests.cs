using System.Net;
using System.Net.Sockets;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>attacks.md 37: a process that has used up its descriptors.</summary>
public sealed class DescriptorsRunOutTests
{
    private const int OpenFiles = 128;
    private const int Clients = 200;

    [Fact]
    public async Task Row_37_a_server_without_descriptors_sheds_does_not_spin_and_recovers()
    {
        using LimitedProgram server = await LimitedProgram.StartAsync($"ulimit -n {OpenFiles}", "Lws.Bench", "serve --port 0");
        IPEndPoint endPoint = await server.ReadEndPointAsync();

        // The runtime loads assemblies when their code is first used, and needs a descriptor for that; native AOT does not.
        using (RawClient first = Knock(endPoint))
        {
            Assert.True(IsServed(first));
            Echo(first);
        }

        List<RawClient> clients = [.. Enumerable.Range(0, Clients).Select(_ => Knock(endPoint))];

        // Nobody is left hanging: each is either served or hung up on.
        List<RawClient> served = clients.FindAll(IsServed);
        Assert.InRange(served.Count, 10, OpenFiles);
        served.ForEach(Echo);

        served.AddRange(AssertSleepsUnderPressure(server, endPoint));
        served.ForEach(Echo);

        served.ForEach(client => client.Reset());
        long end = Environment.TickCount64 + 20_000;
        while (true)
        {
            using RawClient late = Knock(endPoint);
            if (IsServed(late))
            {
                Echo(late);
                return;
            }

            Assert.True(Environment.TickCount64 < end, "The server does not recover.");
        }
    }

    // A second in which there is always somebody whom it cannot take: what it cannot do it must not try all the time.
    // The runtime of the server may give back a descriptor meanwhile, which lets one more in.
    private static List<RawClient> AssertSleepsUnderPressure(LimitedProgram server, IPEndPoint endPoint)
    {
        List<RawClient> served = [];
        TimeSpan before = ProcessTimes.Of(server.Id);
        long end = Environment.TickCount64 + 1_000;
        int shed = 0;
        while (Environment.TickCount64 < end)
        {
            RawClient client = Knock(endPoint);
            if (IsServed(client))
            {
                served.Add(client);
                continue;
            }

            client.Dispose();
            shed++;
        }

        Assert.True(shed > 0, "Nobody was shed within a second.");
        Assert.InRange((ProcessTimes.Of(server.Id) - before).TotalMilliseconds, 0, 300);
        return served;
    }

    // Whom the server hangs up on before the request is out may learn of it by the sending.
    private static RawClient Knock(IPEndPoint endPoint)
    {
        var client = new RawClient(endPoint);
        try
        {
            client.Send(RawClient.Request());
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
        }

        return client;
    }

    private static bool IsServed(RawClient client)
    {
        var first = new byte[1];
        try
        {
            if (client.Socket.Receive(first, SocketFlags.Peek) == 0)
                return false;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            return false;
        }

        Assert.StartsWith("HTTP/1.1 101 ", client.ReadHead(), StringComparison.Ordinal);
        return true;
    }

    private static void Echo(RawClient client)
    {
        client.Send(RawClient.TextFrame("still here"));
        Assert.Equal("still here", client.ReadText());
    }
}
