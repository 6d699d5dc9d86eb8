using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 7692 5.1 and 7.1: an offer that is not valid is declined. RFC 6455 9.1 lets a malformed header fail the handshake.</summary>
internal sealed class Row11Extensions() : AttackRow(
    11, "Sec-WebSocket-Extensions malformed, unknown, duplicate parameter, server_max_window_bits=7, =99, =08",
    "the offer declined (400 also where malformed); no crash")
{
    private const string Header = "Sec-WebSocket-Extensions";

    private static readonly string[] Malformed = ["permessage-deflate; =", ";;;,,,", "permessage-deflate; server_max_window_bits=\""];

    private static readonly string[] Invalid =
    [
        "x-unknown; a=b",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=99",
        "permessage-deflate; server_max_window_bits=08",
    ];

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server) =>
    [
        .. Malformed.Select(offer => Case(server, offer, Expectation.Echo.OrStatus(400))),
        .. Invalid.Select(offer => Case(server, offer, Expectation.Echo)),
    ];

    private static AttackCase Case(ServerUnderAttack server, string offer, Expectation expected)
    {
        ClientRequest request = server.Request with { Others = server.Request.Others + $"{Header}: {offer}\r\n" };
        return new AttackCase(offer, expected, () => server.OpensWith(request, without: Header));
    }
}
