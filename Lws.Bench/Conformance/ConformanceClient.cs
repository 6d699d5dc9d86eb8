using System.Buffers.Text;
using System.Net.Sockets;

namespace Lws.Bench.Conformance;

/// <summary>Takes the client's part in a conformance suite: asks how many cases there are, echoes in each, and has the report written.</summary>
/// <param name="suite">ws://host:port of the suite's server.</param>
/// <param name="agent">The name in its report.</param>
/// <param name="deflate">Offer permessage-deflate in every way that it can be used.</param>
internal sealed class ConformanceClient(Uri suite, string agent, bool deflate) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The suite breaks rules on purpose and waits for what follows: its time-outs are longer than usual ones.
    private readonly ConformanceContext _context = new(new LwsOptions
    {
        IdleTimeout = Patience,
        Deflate = deflate ? new DeflateOptions { ServerContextTakeover = true, ClientContextTakeover = true, Threshold = 0 } : null,
    });

    /// <summary>How many cases the suite has.</summary>
    /// <exception cref="SocketException">The suite cannot be reached.</exception>
    /// <exception cref="InvalidDataException">What it answers is no number.</exception>
    public int CountCases()
    {
        _context.IsEcho = false;
        Run("/getCaseCount");
        ReadOnlySpan<byte> text = _context.LastMessage;
        if (!Utf8Parser.TryParse(text, out int count, out int length) || length != text.Length || count < 0)
            throw new InvalidDataException($"{suite} does not say how many cases it has.");
        return count;
    }

    /// <summary>Runs a case: echoes until the suite ends it, whichever way.</summary>
    /// <param name="number">1 to <see cref="CountCases"/>.</param>
    /// <exception cref="SocketException">The suite cannot be reached.</exception>
    public void RunCase(int number)
    {
        _context.IsEcho = true;
        Run($"/runCase?case={number}&agent={Uri.EscapeDataString(agent)}");
    }

    /// <summary>Has the suite write its report.</summary>
    /// <exception cref="SocketException">The suite cannot be reached.</exception>
    public void UpdateReports()
    {
        _context.IsEcho = false;
        Run($"/updateReports?agent={Uri.EscapeDataString(agent)}");
    }

    public void Dispose() => _context.Dispose();

    private void Run(string target)
    {
        _context.Failure = null;
        _context.HasEnded = false;
        _context.Connect<CaseEcho>(new Uri(suite, target), new ConnectOptions { Subprotocol = "" });
        while (!_context.HasEnded)
            _context.RunOnce(Patience);
        if (_context.Failure is { } failure)
            throw new SocketException((int)SocketError.ConnectionRefused, $"{suite} cannot be reached: {failure}");
    }
}
