namespace Lws.Interop;

/// <summary>The shim's <c>PAL_ZStream</c>: what goes in and out of one call, and the zlib stream behind it.</summary>
internal unsafe struct ZStream
{
    public byte* NextIn;
    public byte* NextOut;
    public byte* Message;

    /// <summary>The shim's own; 0 while there is no stream.</summary>
    public nint State;

    public uint AvailableIn;
    public uint AvailableOut;
}
