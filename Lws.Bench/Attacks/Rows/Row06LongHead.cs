using System.Text;
using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks.Rows;

/// <summary>RFC 6585 5: heads without an end.</summary>
internal sealed class Row06LongHead() : AttackRow(
    6, "10,000 headers; one header of 1 MB; an endless request line", "431 (or 414) at the limit, closed; memory bounded")
{
    private const int PieceLength = 64 * 1024;
    private const int EndlessPieces = 1_024;

    public override bool BoundsMemory => true;

    public override IEnumerable<AttackCase> Cases(ServerUnderAttack server)
    {
        byte[] piece = new byte[PieceLength];
        Array.Fill(piece, (byte)'a');
        Expectation refused = Expectation.Status(431, 414).ThenEnd();
        string start = server.Request.RequestLine + server.Request.HostLine;
        yield return new("10,000 headers", refused, () => Ask(server, start, Encoding.ASCII.GetBytes(Headers() + "\r\n"), 1));
        yield return new("a header of 1 MB", refused, () => Ask(server, start + "X-Long: ", piece, (1 << 20) / PieceLength));
        yield return new("an endless request line", refused, () => Ask(server, "GET /", piece, EndlessPieces));
    }

    private static string Headers() => string.Concat(Enumerable.Range(0, 10_000).Select(number => $"X-{number}: a\r\n"));

    private static Answer Ask(ServerUnderAttack server, string start, byte[] piece, int times)
    {
        using RawConnection connection = server.Connect();
        connection.Send(start);
        server.Flood(connection, piece, times, untilAnswered: true);
        return ServerUnderAttack.ReadRefusal(connection);
    }
}
