using System.Globalization;
using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>
/// A server under attack, beside a well-behaved connection. Whatever the attack: that connection is served before, during and after
/// it, then all slots and pooled bytes are free, and every session that opened has closed once.
/// </summary>
internal sealed class AttackServer
{
    // What a loop allocates for itself when it first does something; less than any attack on memory would make it allocate.
    private const long AllocationBound = 1 << 20;

    private readonly AttackContext _context;
    private readonly TestServer _server;
    private readonly RawClient _bystander;
    private readonly long _allocatedBefore;
    private int _echoes;

    private AttackServer(AttackContext context, TestServer server, RawClient bystander)
    {
        _context = context;
        _server = server;
        _bystander = bystander;
        _allocatedBefore = ReadAllocatedBytes();
    }

    /// <summary>Sessions that have opened, the bystander's not counted.</summary>
    public int Opened => _context.Ledger.Opened - 1;

    /// <summary>Sessions that have closed.</summary>
    public int Closed => _context.Ledger.Closed.Length;

    /// <summary>How they have closed.</summary>
    public ClosedSession[] Closes => _context.Ledger.Closed;

    public long PooledBytes => _server.RentedBytes;

    public LwsMemory Memory => _context.Loop.Memory;

    /// <summary>Makes an attack, with all the checks around it. What the attack connects it also disposes of.</summary>
    public static void Withstands(Action<AttackServer> attack) => Withstands(new LwsOptions(), attack);

    /// <inheritdoc cref="Withstands(Action{AttackServer})"/>
    public static void Withstands(LwsOptions options, Action<AttackServer> attack)
    {
        var context = new AttackContext(options);
        using var server = new TestServer(context);
        using RawClient bystander = server.Open("/bystander");
        var attacked = new AttackServer(context, server, bystander);

        attacked.BystanderEchoes();
        attack(attacked);
        attacked.BystanderEchoes();

        server.EventuallyAtBaseline(connections: 1);
        attacked.BystanderEchoes();
        bystander.Send(RawClient.CloseFrame(1000));
        Assert.Equal(1000, bystander.ReadClose());
        bystander.Dispose();
        server.EventuallyAtBaseline();
        context.Ledger.AssertEachClosedOnce();
    }

    /// <summary>Connects; the loop has accepted by the time that the bystander has its echo.</summary>
    public RawClient Connect()
    {
        RawClient client = _server.Connect();
        BystanderEchoes();
        return client;
    }

    /// <summary>Connects and completes the opening handshake.</summary>
    public RawClient Open(string path = "/", string extra = "")
    {
        RawClient client = Connect();
        client.Upgrade(path, extra: extra);
        BystanderEchoes();
        return client;
    }

    /// <summary>Says what a handler of the scripted protocols does.</summary>
    public void On(string handler, Script script) => _context.Scripts[handler] = script;

    /// <summary>All that the attack has connected is gone, and what it held is free.</summary>
    public void EventuallyAtBaseline() => _server.EventuallyAtBaseline(connections: 1);

    public void Eventually(Func<bool> condition, string what) => _server.Eventually(condition, what);

    /// <summary>
    /// The loop serves others. By then it has also received from connections that sent before: events come in the order of arrival.
    /// </summary>
    public void BystanderEchoes()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"echo {_echoes++}");
        _bystander.Send(RawClient.TextFrame(text));
        Assert.Equal(text, _bystander.ReadText());
    }

    /// <summary>Meanwhile, not only afterwards, the loop holds no more than this, and has not allocated and dropped more either.</summary>
    public void AssertMemoryIsBounded(long pooledBytes)
    {
        BystanderEchoes();
        Assert.InRange(PooledBytes, 0, pooledBytes);
        Assert.InRange(ReadAllocatedBytes() - _allocatedBefore, 0, AllocationBound);
    }

    /// <summary>Sends a request, and expects this status, then the end of the connection, and no session.</summary>
    /// <returns>The response's head.</returns>
    public string AssertRefused(int status, params byte[][] request)
    {
        using RawClient client = Connect();
        client.Send(request);
        BystanderEchoes();
        return AssertRefusal(client, status);
    }

    /// <inheritdoc cref="AssertRefused(int, byte[][])"/>
    public string AssertRefused(int status, string request) => AssertRefused(status, Encoding.Latin1.GetBytes(request));

    /// <summary>Expects the refusal of a request that was sent.</summary>
    public string AssertRefusal(RawClient client, int status)
    {
        string head = client.ReadHead();
        string body = client.ReadToEnd();
        Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {body.Length}\r\n", head, StringComparison.Ordinal);
        Assert.Equal(0, Opened);
        return head;
    }

    /// <summary>Opens a session and sends the pieces; expects one close frame with this code, then the end of the connection.</summary>
    public void AssertFails(int code, string path, params byte[][] pieces)
    {
        using RawClient client = Open(path);
        client.Send(pieces);
        BystanderEchoes();
        Assert.Equal(code, client.ReadClose());
        Assert.Equal(code, (int)TheClosedSession().Code);
    }

    /// <summary>The end of the only session that has ended.</summary>
    public ClosedSession TheClosedSession()
    {
        Eventually(() => _context.Ledger.Closed.Length > 0, "a session closes");
        BystanderEchoes();
        return Assert.Single(_context.Ledger.Closed);
    }

    private long ReadAllocatedBytes()
    {
        _bystander.Send(RawClient.Frame(0x2, []));
        return BitConverter.ToInt64(_bystander.ReadFrame().Payload);
    }
}
