using Lws.Framing;

namespace Lws.Tests.Framing;

/// <summary>RFC 6455 5 read as plainly as it is written, from a whole stream. Gives the lines of <see cref="FrameEvents"/>.</summary>
internal static class FrameOracle
{
    public static string Of(byte[] stream, bool masked, long maxMessage = long.MaxValue)
    {
        var lines = new List<string>();
        var message = new List<byte>();
        int frames = 0;
        string? messageOpcode = null;

        int at = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = stream.AsSpan(at);
            if (rest.Length < 1)
                break;
            bool isFinal = rest[0] >= 0x80;
            int opcode = rest[0] & 15;
            bool isControl = opcode is 8 or 9 or 10;
            if ((rest[0] & 0b0111_0000) != 0)
                return Refused(ProtocolError.ReservedBits);
            if (opcode is 3 or 4 or 5 or 6 or 7 or 11 or 12 or 13 or 14 or 15)
                return Refused(ProtocolError.UnknownOpcode);
            if (isControl && !isFinal)
                return Refused(ProtocolError.FragmentedControlFrame);
            if (opcode == 0 && messageOpcode is null)
                return Refused(ProtocolError.ContinuationWithoutStart);
            if (opcode is 1 or 2 && messageOpcode is not null)
                return Refused(ProtocolError.MessageInsideMessage);

            if (rest.Length < 2)
                break;
            bool isMasked = rest[1] >= 0x80;
            int shortLength = rest[1] % 0x80;
            if (masked && !isMasked)
                return Refused(ProtocolError.UnmaskedFrame);
            if (!masked && isMasked)
                return Refused(ProtocolError.MaskedFrame);
            if (isControl && shortLength > 125)
                return Refused(ProtocolError.ControlFrameTooLong);

            int lengthBytes = shortLength == 127 ? 8 : shortLength == 126 ? 2 : 0;
            if (rest.Length < 2 + lengthBytes)
                break;
            UInt128 length = lengthBytes == 0 ? (UInt128)shortLength : 0;
            foreach (byte digit in rest.Slice(2, lengthBytes))
                length = length * 256 + digit;
            if (length >= (UInt128)1 << 63)
                return Refused(ProtocolError.LengthTopBitSet);
            if ((lengthBytes == 2 && length <= 125) || (lengthBytes == 8 && length <= 65_535))
                return Refused(ProtocolError.LengthNotMinimal);
            if (!isControl && (UInt128)message.Count + length > (UInt128)maxMessage)
                return Refused(ProtocolError.MessageTooBig);

            int header = 2 + lengthBytes + (masked ? 4 : 0);
            if (rest.Length < header)
                break;
            ReadOnlySpan<byte> key = masked ? rest.Slice(header - 4, 4) : [];
            ReadOnlySpan<byte> arrived = rest[header..];
            bool isWhole = (UInt128)arrived.Length >= length;
            byte[] payload = TestFrame.Mask(isWhole ? arrived[..(int)length] : arrived, key);
            if (!isWhole && (isControl || payload.Length == 0))
                break;

            if (isControl)
            {
                lines.Add(FrameEvents.Message(opcode == 8 ? "Close" : opcode == 9 ? "Ping" : "Pong", 1, payload));
            }
            else
            {
                messageOpcode ??= opcode == 1 ? "Text" : "Binary";
                message.AddRange(payload);
                frames++;
                if (isFinal && isWhole)
                {
                    lines.Add(FrameEvents.Message(messageOpcode, frames, [.. message]));
                    message.Clear();
                    frames = 0;
                    messageOpcode = null;
                }
            }

            if (!isWhole)
                break;
            at += header + payload.Length;
        }

        return End();

        string Refused(ProtocolError error)
        {
            lines.Add(error.ToString());
            return End();
        }

        string End()
        {
            lines.Add(FrameEvents.Unfinished(frames, [.. message]));
            return string.Join('\n', lines);
        }
    }
}
