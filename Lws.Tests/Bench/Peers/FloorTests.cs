using System.Net.Sockets;
using System.Security.Cryptography;
using Lws.Bench.Peers;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Bench.Peers;

public class FloorTests
{
    [FactNeeding("cc")]
    public async Task Floor_echoes_messages_of_every_size()
    {
        using PeerProcess floor = PeerPrograms.Floor().Start(core: 0);
        Assert.Equal("raw", floor.Address.Scheme);
        await EchoCheck.RunAsync(floor.Address);
    }

    [FactNeeding("cc")]
    public async Task Floor_keeps_what_a_slow_reader_leaves()
    {
        // More than the socket buffers of both sides hold, so the floor's write is cut short and it stops reading.
        byte[] sent = RandomNumberGenerator.GetBytes(32 << 20);
        using PeerProcess floor = PeerPrograms.Floor().Start(core: 0);
        using var client = new TcpClient(floor.Address.Host, floor.Address.Port);
        NetworkStream stream = client.GetStream();

        Task sending = stream.WriteAsync(sent).AsTask();
        Assert.False(sending.IsCompleted, "The kernel took it all; the test needs more bytes.");
        byte[] received = new byte[sent.Length];
        await stream.ReadExactlyAsync(received).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        await sending;
        Assert.True(received.AsSpan().SequenceEqual(sent));
    }

    [FactNeeding("cc")]
    public async Task Floor_serves_others_after_a_client_is_gone_with_bytes_unsent()
    {
        using PeerProcess floor = PeerPrograms.Floor().Start(core: 0);
        using (var client = new TcpClient(floor.Address.Host, floor.Address.Port) { LingerState = new LingerOption(true, 0) })
        {
            _ = client.GetStream().WriteAsync(new byte[32 << 20]).AsTask().ContinueWith(task => task.Exception, TaskScheduler.Default);
        }

        await EchoCheck.RunAsync(floor.Address);
    }
}
