using System.Net;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>
/// A server whose loop runs on the test's own thread, one batch for each piece that a client sends: so the loop does see the pieces
/// apart, without any waiting.
/// </summary>
internal sealed class SteppedServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly AttackContext _context;
    private readonly IPEndPoint _endPoint;
    private readonly RawClient _bystander;

    public SteppedServer(LwsOptions options)
    {
        _context = new AttackContext(options);
        _endPoint = _context.Listen("127.0.0.1", 0);
        _bystander = Connect();
        _bystander.Send(RawClient.Request("/bystander"));
        Step();
        Assert.StartsWith("HTTP/1.1 101 ", _bystander.ReadHead(), StringComparison.Ordinal);
    }

    /// <summary>All that a connection of its own is sent, to its end, for these pieces.</summary>
    public string OutputFor(params IEnumerable<byte[]> pieces)
    {
        using RawClient client = Connect();
        foreach (byte[] piece in pieces)
        {
            client.Send(piece);
            Step();
        }

        Task<string> output = Task.Run(client.ReadToEnd);
        while (!output.IsCompleted)
            _context.RunOnce(TimeSpan.FromMilliseconds(1));
        client.Dispose();
        while (_context.Loop.ConnectionCount > 1)
            Step();
        Assert.Equal(0, _context.Loop.Blocks.RentedBytes);
        return output.GetAwaiter().GetResult();
    }

    /// <summary>The bystander is served, and everything else is gone, each session closed once.</summary>
    public void AssertUnharmed()
    {
        _bystander.Send(RawClient.TextFrame("still here"), RawClient.CloseFrame(1000));
        Step();
        Assert.Equal("still here", _bystander.ReadText());
        while (_context.Ledger.Closed.Length < _context.Ledger.Opened)
            Step();
        Assert.Equal(1000, _bystander.ReadClose());
        _bystander.Dispose();
        while (_context.Loop.ConnectionCount > 0)
            Step();
        _context.Ledger.AssertEachClosedOnce();
    }

    public void Dispose()
    {
        _bystander.Dispose();
        _context.Dispose();
    }

    private RawClient Connect()
    {
        var client = new RawClient(_endPoint);
        Step();
        return client;
    }

    private void Step() => Assert.True(_context.RunOnce(Patience) > 0, "The loop got no event.");
}
