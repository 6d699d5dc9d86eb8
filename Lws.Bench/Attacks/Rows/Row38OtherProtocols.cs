using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>Clients that speak something else. Plain HTTP is lawful: any answer but 101 will do.</summary>
internal sealed class Row38OtherProtocols() : AttackRow(
    38, "plain HTTP, a TLS hello or random bytes", "400 or closed (plain HTTP: any status but 101)")
{
    private const int RandomTries = 10;
    private const int RandomLength = 4_096;

    // RFC 8446 4.1.2 in a record: a ClientHello with 32 random bytes, no session, one cipher suite and no compression.
    private static readonly byte[] HelloHead = [0x16, 0x03, 0x01, 0x00, 0x2D, 0x01, 0x00, 0x00, 0x29, 0x03, 0x03];
    private static readonly byte[] HelloTail = [0x00, 0x00, 0x02, 0x13, 0x01, 0x01, 0x00];

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        ClientRequest lawful = server.Request;
        yield return new("plain HTTP", Expectation.Right.OrEnd(), () => AskPlain(server, lawful.RequestLine + lawful.HostLine + "\r\n"));
        Expectation refused = Expectation.Status(400).OrEnd();
        TimeSpan bound = server.Options.HandshakeTimeout + (2 * server.Options.Grace);
        yield return new("a TLS hello", refused, () => AskOther(server, [.. HelloHead, .. RandomBytes(0, 32), .. HelloTail])) { Bound = bound };
        for (int number = 1; number <= RandomTries; number++)
        {
            byte[] bytes = RandomBytes(number, RandomLength);
            yield return new($"random bytes {number}", refused, () => AskOther(server, bytes)) { Bound = bound };
        }
    }

    private static Answer AskPlain(ServerUnderAttack server, string request)
    {
        Answer answer = server.Ask(request);
        return answer is { Kind: AnswerKind.Status, Code: not ResponseHead.SwitchingProtocols } ? Answer.Right(answer.Text) : answer;
    }

    // A server may wait for a line's end that never comes, up to its handshake deadline.
    private static Answer AskOther(ServerUnderAttack server, byte[] bytes)
    {
        using RawConnection connection = server.Connect();
        connection.Send(bytes);
        TimeSpan limit = server.Options.IsQuick ? server.Options.Answer : server.Options.HandshakeTimeout + server.Options.Grace;
        return server.WaitForAnswer(connection, limit, server.Options.Answer, () => { })
            ? ServerUnderAttack.ReadRefusal(connection)
            : Answer.Silence;
    }

    private static byte[] RandomBytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
