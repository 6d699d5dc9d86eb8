using System.Buffers.Binary;

namespace Lws.Bench.Attacks.Wire;

/// <summary>
/// A frame from the server, compressed where RSV1 says so (RFC 7692). The payload is empty where its length is more than
/// <see cref="RawConnection.LongestKept"/>: it was read and dropped.
/// </summary>
internal readonly record struct ServerFrame(int Opcode, bool Final, bool Compressed, long Length, byte[] Payload)
{
    public const int NoCode = 1005;

    public bool IsData => Opcode is Opcodes.Continuation or Opcodes.Text or Opcodes.Binary;

    /// <summary>The code of a close frame; 1005 where it has none (RFC 6455 7.1.5).</summary>
    public int CloseCode => Payload.Length < 2 ? NoCode : BinaryPrimitives.ReadUInt16BigEndian(Payload);
}
