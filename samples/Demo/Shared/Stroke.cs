using System.Buffers.Text;
using System.Text.Unicode;

namespace Demo;

/// <summary>A straight line on the board, written <c>d #rrggbb x1 y1 x2 y2;</c> as libwebsockets' mirror writes it.</summary>
/// <param name="Color">0xRRGGBB.</param>
/// <param name="X1">0 to <see cref="Board.Width"/>.</param>
/// <param name="Y1">0 to <see cref="Board.Height"/>.</param>
/// <param name="X2">0 to <see cref="Board.Width"/>.</param>
/// <param name="Y2">0 to <see cref="Board.Height"/>.</param>
internal readonly record struct Stroke(uint Color, ushort X1, ushort Y1, ushort X2, ushort Y2)
{
    /// <summary>The longest text that <see cref="Write"/> makes, in bytes.</summary>
    public const int MaxLength = 30;

    /// <summary>Takes one stroke off the beginning of a text; takes nothing if none is there.</summary>
    public static bool TryParse(ref ReadOnlySpan<byte> text, out Stroke stroke)
    {
        stroke = default;
        if (!text.StartsWith("d #"u8) || !Utf8Parser.TryParse(text[3..], out uint color, out int digits, 'x') || digits != 6)
            return false;

        ReadOnlySpan<byte> rest = text[9..];
        if (!TryParseCoordinate(ref rest, Board.Width, out ushort x1) || !TryParseCoordinate(ref rest, Board.Height, out ushort y1)
            || !TryParseCoordinate(ref rest, Board.Width, out ushort x2) || !TryParseCoordinate(ref rest, Board.Height, out ushort y2)
            || !rest.StartsWith(";"u8))
            return false;

        stroke = new Stroke(color, x1, y1, x2, y2);
        text = rest[1..];
        return true;
    }

    /// <summary>Writes the stroke; answers the number of bytes.</summary>
    public int Write(Span<byte> destination)
    {
        Utf8.TryWrite(destination, $"d #{Color:x6} {X1} {Y1} {X2} {Y2};", out int length);
        return length;
    }

    private static bool TryParseCoordinate(ref ReadOnlySpan<byte> text, ushort max, out ushort value)
    {
        value = 0;
        if (!text.StartsWith(" "u8) || !Utf8Parser.TryParse(text[1..], out value, out int digits) || value > max)
            return false;
        text = text[(1 + digits)..];
        return true;
    }
}
