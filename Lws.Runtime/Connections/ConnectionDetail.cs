using System.Runtime.InteropServices;
using Lws.Deflate;
using Lws.Loop;

namespace Lws.Connections;

/// <summary>What few messages of a connection touch: at most 64 bytes, without references, beside <see cref="Connection"/>.</summary>
/// <remarks>Loop thread only. Times are the loop's milliseconds.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
internal struct ConnectionDetail
{
    /// <summary>In the timer wheel: the next moment at which a deadline may have passed.</summary>
    public TimerNode Deadline;

    /// <summary>In the timer wheel: the user's timer.</summary>
    public TimerNode Timer;

    /// <summary>Payload bytes so far of the message in progress.</summary>
    public long MessageLength;

    /// <summary>The connection's <see cref="Connections.Backlog"/>; 0 for none.</summary>
    public int Backlog;

    /// <summary>When the present wait began: at accept, at the first byte of a message, at our close frame, at our last byte.</summary>
    public uint WaitSince;

    /// <summary>
    /// When the loop's own ping went out; once that is answered, until when the peer's control frames are paid for
    /// (<see cref="ReceiveRates"/>).
    /// </summary>
    public uint PingSentAt;

    /// <summary>
    /// How far it is with what it does now: bytes of the head that were searched for its end; then frames so far of the message in
    /// progress; or, instead of a session, bytes sent of the mounted file.
    /// </summary>
    public int Progress;

    /// <summary>The code of our close frame, or of the failure.</summary>
    public CloseCode CloseCode;

    // What few connections have, and none has both.
    private ushort _deflateOrFile;

    /// <summary>What was agreed about compression, from the request to the end of the session.</summary>
    public DeflateParameters Deflate
    {
        readonly get => new(_deflateOrFile);
        set => _deflateOrFile = value.Bits;
    }

    /// <summary>The mounted file that is sent instead of a session, plus 1; 0 for none.</summary>
    public ushort File
    {
        readonly get => _deflateOrFile;
        set => _deflateOrFile = value;
    }
}
