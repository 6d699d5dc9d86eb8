using Lws.Bench.Attacks.Verdicts;

namespace Lws.Bench.Attacks.Rows;

/// <summary>The rows of which a client of an echo server over ws:// can send nothing.</summary>
internal static class UnsentRows
{
    public static IReadOnlyList<UnsentRow> All { get; } =
    [
        new(39, "TLS: a hello a byte at a time, renegotiation, 0-RTT, records of 1 byte", "handshake deadline; no renegotiation",
            Verdict.NotApplicable, "ws:// has no TLS"),
        new(40, "many clients behind one proxy address", "per-IP limits trust the forwarded address of trusted proxies only",
            Verdict.NotApplicable, "needs a proxy that the server trusts"),
        new(41, "PROXY v1 or v2: bad signature, lies, from an untrusted peer", "refused",
            Verdict.NotApplicable, "ws:// without the PROXY protocol; without it these are random bytes: row 38"),
        new(42, "the user's handler throws", "1011 for that connection, logged; the loop lives",
            Verdict.NotRemote, "no input makes the handler of an echo throw"),
        new(43, "the user's handler blocks for 1 s", "a metric and a warning that name the protocol",
            Verdict.NotRemote, "no input makes the handler of an echo block"),
        new(44, "Close and Send inside a callback, re-entrant publish, unsubscribe while iterating", "a defined order, no corruption",
            Verdict.NotRemote, "it is the server's own code that does so"),
        new(45, "topic names of 1 MB, a million topics a socket, wildcard bombs", "limits on length and count; 1008",
            Verdict.NotApplicable, "an echo has no topics"),
        new(46, "backplane: replays, duplicates, poison payload, broker dead", "dropped and counted; local delivery goes on",
            Verdict.NotRemote, "it comes from the backplane, not from a client"),
    ];
}
