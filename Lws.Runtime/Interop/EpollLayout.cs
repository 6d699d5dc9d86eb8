using System.Runtime.InteropServices;

namespace Lws.Interop;

/// <summary>
/// The bytes of <c>struct epoll_event</c>, which is packed on x64 (12 bytes) and aligned elsewhere (16): no one C# type fits both.
/// </summary>
internal static class EpollLayout
{
    public const int MaxStride = 16;
    public const int EventsOffset = 0;

    /// <summary>Bytes from one event to the next in this process.</summary>
    public static readonly int Stride = StrideOn(RuntimeInformation.ProcessArchitecture);

    /// <summary>Where the 64-bit user data begins: they are the last member under either layout.</summary>
    public static readonly int DataOffset = Stride - sizeof(ulong);

    public static int StrideOn(Architecture architecture) => architecture == Architecture.X64 ? 12 : MaxStride;

    public static void Write(Span<byte> destination, EpollInterest interest, ulong data)
    {
        MemoryMarshal.Write(destination[EventsOffset..], in interest);
        MemoryMarshal.Write(destination[DataOffset..], in data);
    }

    public static EpollEvent Read(ReadOnlySpan<byte> source) =>
        new(MemoryMarshal.Read<EpollReadiness>(source[EventsOffset..]), MemoryMarshal.Read<ulong>(source[DataOffset..]));
}
