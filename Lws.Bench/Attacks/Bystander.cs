using System.Globalization;
using System.Text;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks;

/// <summary>A well-behaved connection, open all the time, that must not notice any attack.</summary>
internal sealed class Bystander(RawConnection connection) : IDisposable
{
    private int _echoes;

    /// <summary>Sends a message and reads it back; answers pings meanwhile.</summary>
    public bool Echoes()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"bystander {_echoes++}");
        if (connection.Send(ClientFrame.Text(text)) != SendEnd.Sent)
            return false;
        while (connection.ReadFrame() is { } frame)
        {
            if (frame.Opcode == Opcodes.Ping)
                connection.Send(ClientFrame.Of(Opcodes.Pong, frame.Payload));
            else if (frame.Opcode != Opcodes.Pong)
                return frame is { Opcode: Opcodes.Text, Final: true } && Encoding.UTF8.GetString(frame.Payload) == text;
        }

        return false;
    }

    public void Dispose() => connection.Dispose();
}
