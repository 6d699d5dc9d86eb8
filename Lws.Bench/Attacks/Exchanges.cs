using System.Text;
using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks;

/// <summary>What is read back on an open session.</summary>
internal static class Exchanges
{
    // A server that neither ends TCP at once nor upon our close frame does so at its own close timeout.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(8);

    /// <summary>Sends these pieces each by itself, and reads the answer.</summary>
    public static Answer Send(RawConnection connection, byte[][] pieces)
    {
        foreach (byte[] piece in pieces)
            connection.Send(piece);
        return ReadAnswer(connection);
    }

    /// <summary>
    /// The first thing that the server says, pings and pongs aside, and the first fragments of an echo: a server may pass on what it has.
    /// </summary>
    public static Answer ReadAnswer(RawConnection connection)
    {
        while (connection.ReadFrame() is { } frame)
        {
            if (frame.Opcode == Opcodes.Close)
                return ReadEnd(connection, frame.CloseCode);
            if (frame is { IsData: true, Final: true })
                return Answer.Echo;
        }

        return Nothing(connection);
    }

    /// <summary>No answer came: the connection has ended, or is silent.</summary>
    public static Answer Nothing(RawConnection connection) => connection.HasEnded ? Answer.End(connection.WasReset) : Answer.Silence;

    /// <summary>Sends a text and expects it back.</summary>
    public static Answer Echo(RawConnection connection, string text)
    {
        connection.Send(ClientFrame.Text(text));
        return ReadEcho(connection, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Expects this message next, in however many frames.</summary>
    public static Answer ReadEcho(RawConnection connection, ReadOnlySpan<byte> expected)
    {
        byte[] message = [];
        bool isCompressed = false;
        while (connection.ReadFrame() is { } frame)
        {
            if (frame.Opcode == Opcodes.Close)
                return ReadEnd(connection, frame.CloseCode);
            if (!frame.IsData)
                continue;
            if (message.Length + frame.Length > RawConnection.LongestKept)
                return Answer.Wrong("a longer echo");
            isCompressed |= frame.Compressed;
            message = [.. message, .. frame.Payload];
            if (frame.Final)
                return expected.SequenceEqual(isCompressed ? Deflated.Inflate(message) : message) ? Answer.Echo : Answer.Wrong("another echo");
        }

        return Nothing(connection);
    }

    // RFC 6455 7.1.1: the server ends the TCP connection; one that waits for our close frame first is given it.
    private static Answer ReadEnd(RawConnection connection, int code)
    {
        if (!connection.ReadToEnd())
            connection.Send(ClientFrame.Close(code == ServerFrame.NoCode ? 1000 : code));
        return Answer.Close(code, connection.ReadToEnd() || (connection.HasAnswered(CloseTimeout) && connection.ReadToEnd()));
    }
}
