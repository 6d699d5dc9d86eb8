using System.Net;
using Lws.Tests.Limits;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Upgrade;

/// <summary>Handshakes with <c>OnUpgrade</c>, counted to the byte on the loop's thread: the test's own.</summary>
[Collection(Alone.Name)]
public class UpgradeAllocationTests
{
    private const int WarmUp = 500;
    private const int Measured = 2_000;

    private static readonly byte[] Request = System.Text.Encoding.ASCII.GetBytes(
        RawClient.Request("/chat?room=1", "gate", "Origin: https://app.example\r\nAuthorization: Bearer 1\r\nCookie: a=1\r\nCookie: b=2\r\n"));

    [Fact]
    public void An_accepted_upgrade_allocates_nothing() => AssertAllocatesNothing(101, static request =>
    {
        Look(request);
        return UpgradeResult.Accept;
    });

    [Fact]
    public void A_refused_upgrade_allocates_nothing() => AssertAllocatesNothing(429, static request =>
    {
        Look(request);
        return UpgradeResult.Refuse(429);
    });

    [Fact]
    public void An_upgrade_that_is_accepted_later_allocates_nothing() => AssertAllocatesNothing(101, static request =>
    {
        Look(request);
        UpgradeResult later = request.Defer(out UpgradeTicket ticket);
        return ticket.TryAccept() ? later : UpgradeResult.Refuse(500);
    });

    [Fact]
    public void An_upgrade_that_is_refused_later_allocates_nothing() => AssertAllocatesNothing(403, static request =>
    {
        Look(request);
        UpgradeResult later = request.Defer(out UpgradeTicket ticket);
        return ticket.TryRefuse(403) ? later : UpgradeResult.Refuse(500);
    });

    // Everything that a handler may look at.
    private static void Look(UpgradeRequest request)
    {
        int length = request.Path.Length + request.Query.Length + request.Host.Length + request.Origin.Length + request.Subprotocol.Length;
        foreach (RequestHeader header in request.Headers)
            length += header.Name.Length + header.Value.Length;
        foreach (RequestHeader cookie in request.HeadersNamed("Cookie"u8))
            length += cookie.Value.Length;
        foreach (ReadOnlySpan<byte> name in request.OfferedSubprotocols)
            length += name.Length;

        Span<byte> address = stackalloc byte[64];
        if (request.TryGetHeader("Authorization"u8, out _) && length > 0 && request.RemoteEndPoint.TryFormat(address, out int written))
            request.AddResponseHeader("X-From"u8, address[..written]);
        if (request.LocalEndPoint.TryFormat(address, out written))
            request.AddResponseHeader("X-At"u8, address[..written]);
    }

    private static void AssertAllocatesNothing(int status, UpgradeScript script)
    {
        using var context = new GateContext { Script = script, Greets = false };
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        int done = 0;
        Task peer = Task.Run(() =>
        {
            for (int cycle = 0; cycle < WarmUp + Measured; cycle++)
            {
                using var client = new RawClient(endPoint);
                client.Send(Request);
                string head = client.ReadHead();
                Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
                Assert.Contains($"\r\nX-From: {client.Socket.LocalEndPoint}\r\nX-At: {endPoint}\r\n", head, StringComparison.Ordinal);
                client.Reset();
                Volatile.Write(ref done, cycle + 1);
            }
        });

        RunUntil(context, () => Volatile.Read(ref done) >= WarmUp, peer);
        Func<bool> isOver = () => Volatile.Read(ref done) >= WarmUp + Measured;
        long before = GC.GetAllocatedBytesForCurrentThread();
        RunUntil(context, isOver, peer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        RunUntil(context, () => peer.IsCompleted, peer);
    }

    private static void RunUntil(LwsContext context, Func<bool> condition, Task peer)
    {
        while (!condition())
        {
            if (peer.IsFaulted)
                peer.GetAwaiter().GetResult();
            context.RunOnce(TimeSpan.FromMilliseconds(100));
        }
    }
}
