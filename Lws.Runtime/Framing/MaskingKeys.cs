using System.Runtime.InteropServices;
using Lws.Interop;

namespace Lws.Framing;

/// <summary>
/// Masking keys for a client's frames: from the kernel's cryptographic source, as RFC 6455 10.3 asks for, but a page of them at a time,
/// so that a frame costs no system call.
/// </summary>
/// <remarks>Loop thread only. A key is used once.</remarks>
internal sealed class MaskingKeys
{
    private const int PageLength = 1_024;

    private uint[] _page = []; // a server needs none
    private int _used;

    public long Bytes => Buffers.ObjectSize.OfArray<uint>(_page.Length);

    public uint Take()
    {
        if (_used == _page.Length)
        {
            _page = _page.Length == 0 ? new uint[PageLength] : _page;
            SystemRandom.Fill(MemoryMarshal.AsBytes(_page.AsSpan()));
            _used = 0;
        }

        uint key = _page[_used];
        _page[_used++] = 0; // known to the peer from now on, and to nobody who reads this memory later
        return key;
    }
}
