using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6455 4.1: the upgrade is a GET of HTTP/1.1 or later; one with a body is a way to smuggle.</summary>
internal sealed class Row04Method() : AttackRow(
    4, "POST, HTTP/1.0, a body or Transfer-Encoding on the upgrade", "400 or 405; the body is never read as frames")
{
    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        ClientRequest lawful = server.Request;
        byte[] frame = ClientFrame.Text("body");
        yield return Case("POST", lawful with { RequestLine = lawful.RequestLine.Replace("GET", "POST", StringComparison.Ordinal) });
        yield return Case("HTTP/1.0", lawful with { RequestLine = lawful.RequestLine.Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal) });
        yield return Case("Content-Length", lawful with { Others = lawful.Others + $"Content-Length: {frame.Length}\r\n" }, frame);
        yield return Case(
            "Transfer-Encoding",
            lawful with { Others = lawful.Others + "Transfer-Encoding: chunked\r\n" },
            [.. "A\r\n"u8, .. frame, .. "\r\n0\r\n\r\n"u8]);

        AttackCase Case(string name, ClientRequest request, params byte[] body) =>
            new(name, Expectation.Status(400, 405), () => server.Ask([.. request.ToBytes(), .. body]));
    }
}
