using Lws.Tests.Client;
using Lws.Tests.Limits;
using Xunit;

namespace Lws.Tests.Compression;

[Collection(Alone.Name)]
public class CompressionAllocationTests
{
    private const int WarmUp = 1_000;
    private const int Measured = 3_000;

    [Theory]
    [InlineData(false, 2_000)]
    [InlineData(true, 2_000)]
    [InlineData(false, 200_000)]
    [InlineData(true, 200_000)]
    public void Compressed_messages_allocate_nothing_in_both_roles(bool takesOver, int length)
    {
        // Both ends in one context and one loop, so that all that is allocated is counted.
        var deflate = new DeflateOptions { ServerContextTakeover = takesOver, ClientContextTakeover = takesOver };
        using var context = new CompressedContext(new LwsOptions { Deflate = deflate });
        var endPoint = context.Listen("127.0.0.1", 0);
        byte[] message = CompressedMessages.Text(length);
        int measured = length > 100_000 ? Measured / 10 : Measured;
        int received = 0;
        context.OnCallerOpen = session => session.Send(message, MessageKind.Text);
        context.OnCallerMessage = (session, payload, kind) =>
        {
            received++;
            session.Send(payload, kind);
        };

        context.Connect(new Uri($"ws://{endPoint}/"), new ConnectOptions { Subprotocol = "" }, new Caller());
        context.RunUntil(() => received >= WarmUp / 2, "warm");
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 4 && least > 0; attempt++)
        {
            int end = received + measured;
            long before = GC.GetAllocatedBytesForCurrentThread();
            while (received < end)
                context.RunOnce(TimeSpan.FromSeconds(1));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
