using System.Net;
using System.Net.Sockets;
using Lws.Bench.Peers;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Bench.Peers;

public class EchoCheckTests
{
    [Fact]
    public async Task Server_that_changes_a_byte_is_found_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = EchoWithAWrongByte(listener);

        var address = new Uri($"raw://{listener.LocalEndpoint}/");
        await Assert.ThrowsAsync<InvalidOperationException>(() => EchoCheck.RunAsync(address));
    }

    [Fact]
    public async Task Server_that_changes_a_message_is_found_out()
    {
        using var server = new TestServer(new ChangingContext());
        var address = new Uri($"ws://{server.EndPoint}/");
        await Assert.ThrowsAsync<InvalidOperationException>(() => EchoCheck.RunAsync(address));
    }

    private static async Task EchoWithAWrongByte(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[65_536];
        int received;
        while ((received = await stream.ReadAsync(buffer)) > 0)
        {
            buffer[received - 1] ^= 1;
            await stream.WriteAsync(buffer.AsMemory(0, received));
        }
    }
}
