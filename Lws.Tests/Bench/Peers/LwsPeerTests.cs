using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Lws.Bench.Peers;
using Xunit;

namespace Lws.Tests.Bench.Peers;

public class LwsPeerTests
{
    [Fact]
    public async Task Lws_echoes_messages_of_every_size()
    {
        using PeerProcess process = PeerPrograms.Lws.Start(core: 0);
        await EchoCheck.RunAsync(process.Address);
    }

    [Fact]
    public async Task Allocation_probe_answers_with_bytes_and_allocates_none()
    {
        using PeerProcess process = PeerPrograms.Lws.Start(core: 0);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(process.AllocationProbe!, CancellationToken.None);

        long first = await Ask(client);
        long second = await Ask(client);
        long third = await Ask(client);

        Assert.True(first > 0, "The context and the first connection took some.");
        Assert.Equal(second, third);
    }

    private static async Task<long> Ask(ClientWebSocket client)
    {
        byte[] answer = new byte[32];
        await client.SendAsync("?"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        WebSocketReceiveResult received = await client.ReceiveAsync(answer, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        return long.Parse(Encoding.ASCII.GetString(answer, 0, received.Count), CultureInfo.InvariantCulture);
    }
}
