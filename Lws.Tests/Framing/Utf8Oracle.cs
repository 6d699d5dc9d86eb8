namespace Lws.Tests.Framing;

/// <summary>The grammar of RFC 3629 4, row by row, read one byte at a time.</summary>
internal static class Utf8Oracle
{
    private static readonly (byte Min, byte Max) Tail = (0x80, 0xBF);

    private static readonly (byte Min, byte Max)[][] Rows =
    [
        [(0x00, 0x7F)],
        [(0xC2, 0xDF), Tail],
        [(0xE0, 0xE0), (0xA0, 0xBF), Tail],
        [(0xE1, 0xEC), Tail, Tail],
        [(0xED, 0xED), (0x80, 0x9F), Tail],
        [(0xEE, 0xEF), Tail, Tail],
        [(0xF0, 0xF0), (0x90, 0xBF), Tail, Tail],
        [(0xF1, 0xF3), Tail, Tail, Tail],
        [(0xF4, 0xF4), (0x80, 0x8F), Tail, Tail],
    ];

    /// <summary>The index of the first byte that no valid text can have there, or -1; and whether a code point is left open.</summary>
    public static (int BadByte, bool IsComplete) Read(ReadOnlySpan<byte> text)
    {
        (byte Min, byte Max)[]? row = null;
        int column = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte value = text[i];
            row ??= Array.Find(Rows, candidate => value >= candidate[0].Min && value <= candidate[0].Max);
            if (row is null || value < row[column].Min || value > row[column].Max)
                return (i, false);
            if (++column < row.Length)
                continue;
            row = null;
            column = 0;
        }

        return (-1, row is null);
    }
}
