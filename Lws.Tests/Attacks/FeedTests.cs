using System.Buffers.Binary;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>A subscriber that stops reading while the server publishes: row 30. Others must get every message in order meanwhile.</summary>
public sealed class FeedTests : IDisposable
{
    private const long PooledBound = 400_000;

    private readonly FeedContext _context = new();
    private readonly TestServer _server;
    private readonly RawClient _publisher;
    private readonly RawClient _other;
    private int _published;

    public FeedTests()
    {
        _server = new TestServer(_context);
        _publisher = _server.Open("/publish");
        _other = _server.Open("/drop");
    }

    public void Dispose()
    {
        _publisher.Dispose();
        _other.Dispose();
        _server.EventuallyAtBaseline();
        _server.Dispose();
    }

    [Fact]
    public void Row_30_a_subscriber_that_does_not_read_loses_messages()
    {
        using RawClient slow = SlowOn("/drop");
        PublishUntil(() => _context.Dropped > 100);
        Assert.Equal(0, NumberOf(slow));
    }

    [Fact]
    public void Row_30_a_subscriber_that_does_not_read_is_closed_with_1008_where_the_protocol_says_so()
    {
        using RawClient slow = SlowOn("/close");
        PublishUntil(() => _context.Closed != 0);
        Assert.Equal(1008, _context.Closed);
        for (int publish = 0; publish < 10; publish++)
            Publish();
    }

    [Fact]
    public void Row_30_a_subscriber_that_reads_again_gets_the_latest_of_each_key()
    {
        using RawClient slow = SlowOn("/latest");
        int blockedAt = 0;
        PublishUntil(() =>
        {
            if (blockedAt == 0 && _server.RentedBytes > 2 * FeedContext.Keys * FeedContext.MessageLength)
                blockedAt = _published;
            return blockedAt != 0 && _published > blockedAt + 200;
        });
        Assert.Equal(0, _context.Dropped);

        int last = -1;
        int received = 0;
        while (last < _published - 1)
        {
            int number = NumberOf(slow);
            last = Math.Max(last, number);
            received++;
        }

        Assert.InRange(received, 1, _published - 100);
    }

    private RawClient SlowOn(string path)
    {
        RawClient slow = _server.Open(path);
        slow.Socket.ReceiveBufferSize = 4_096;
        return slow;
    }

    private void PublishUntil(Func<bool> condition)
    {
        while (!condition())
        {
            Publish();
            Assert.True(_published < 10_000, "The sockets hold more than 100 MB.");
            Assert.InRange(_server.RentedBytes, 0, PooledBound);
        }
    }

    private void Publish()
    {
        _publisher.Send(RawClient.TextFrame("publish"));
        Assert.Equal(_published++, NumberOf(_other));
    }

    private static int NumberOf(RawClient client) => BinaryPrimitives.ReadInt32LittleEndian(client.ReadFrame().Payload);
}
