using System.Text;
using Lws.Streams;

namespace Lws.Testing;

/// <summary>
/// Runs a context in a test: clients in memory instead of sockets, and a clock that moves when it is told to. Everything happens on the
/// test's own thread, in the same order each time.
/// </summary>
/// <example>
/// <code>
/// using var host = new LwsTestHost(new ChatContext());
/// TestClient alice = host.Connect("/chat", "chat");
/// alice.Send("hi");
/// Assert.Equal("hi", alice.ReceiveText());
/// host.Advance(TimeSpan.FromSeconds(50));
/// </code>
/// </example>
/// <remarks>One thread. The host owns the context, and disposes it.</remarks>
public sealed class LwsTestHost : IDisposable
{
    // A context that is not at rest after so many batches answers itself for ever.
    private const int MostBatches = 1_000_000;

    private readonly ManualClock? _clock;
    private readonly List<TestClient> _clients = [];

    /// <summary>Makes a host of a context that is not in use yet.</summary>
    /// <param name="context">Its time is the host's, unless <see cref="LwsOptions.TimeProvider"/> gives it another than the
    /// system's.</param>
    /// <exception cref="InvalidOperationException">The context listens or has connected already.</exception>
    public LwsTestHost(LwsContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        if (context.Options.TimeProvider != TimeProvider.System)
            return;
        _clock = new ManualClock();
        context.UseClock(_clock);
    }

    /// <summary>The context under test.</summary>
    public LwsContext Context { get; }

    /// <summary>Connects a client, which asks to open a WebSocket.</summary>
    /// <param name="target">Path and query of the request.</param>
    /// <param name="subprotocol">What it offers: a name or several, with commas; null for none.</param>
    /// <param name="headers">What else is in the request, such as Origin or Authorization.</param>
    /// <returns>A client whose <see cref="TestClient.Status"/> tells whether it was let in.</returns>
    /// <exception cref="InvalidOperationException">All connections of the context are in use.</exception>
    public TestClient Connect(string target = "/", string? subprotocol = null, params (string Name, string Value)[] headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var request = new StringBuilder($"GET {target} HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
        request.Append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        if (subprotocol is not null)
            request.Append("Sec-WebSocket-Protocol: ").Append(subprotocol).Append("\r\n");
        foreach ((string name, string value) in headers)
            request.Append(name).Append(": ").Append(value).Append("\r\n");

        TestClient client = ConnectRaw();
        client.SendRaw(Encoding.Latin1.GetBytes(request.Append("\r\n").ToString()));
        Run();
        return client;
    }

    /// <summary>Connects a client that has sent nothing yet: what it asks is up to <see cref="TestClient.SendRaw"/>.</summary>
    /// <exception cref="InvalidOperationException">All connections of the context are in use.</exception>
    public TestClient ConnectRaw()
    {
        var wire = new TestWire();
        AdoptResult result = Context.Loop.Attach(wire, StreamOpening.Request, out _);
        if (result != AdoptResult.Adopted)
            throw new InvalidOperationException($"The context takes no client: {result}.");
        var client = new TestClient(this, wire);
        _clients.Add(client);
        return client;
    }

    /// <summary>Runs the context until nothing is left to do at this moment.</summary>
    /// <exception cref="InvalidOperationException">It never comes to rest.</exception>
    public void Run()
    {
        // A timer that posts something does so in a batch without an event: only the second idle batch is the end.
        int idle = 0;
        for (int batch = 0; batch < MostBatches; batch++)
        {
            bool isBusy = Context.RunOnce(TimeSpan.Zero) > 0;
            foreach (TestClient client in _clients)
                isBusy |= client.Take();
            idle = isBusy || Context.NextTimeout == TimeSpan.Zero ? 0 : idle + 1;
            if (idle == 2)
                return;
        }

        throw new InvalidOperationException($"The context is still busy after {MostBatches:N0} batches: does a handler answer itself?");
    }

    /// <summary>Lets time pass. Each timer runs at its own moment, in order.</summary>
    /// <param name="time">How much; whole milliseconds are seen.</param>
    /// <exception cref="InvalidOperationException">The context has a clock of its own: move that, then call <see cref="Run"/>.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        if (_clock is null)
            throw new InvalidOperationException("The context has a clock of its own (LwsOptions.TimeProvider): move that, then call Run.");
        Run();
        while (time > TimeSpan.Zero)
        {
            TimeSpan step = time < Context.NextTimeout ? time : Context.NextTimeout;
            _clock.Advance(step);
            time -= step;
            Run();
        }
    }

    /// <summary>Disposes the context: sessions that are open get their <c>OnClosed</c>.</summary>
    public void Dispose() => Context.Dispose();
}
