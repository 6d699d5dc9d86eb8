using System.Runtime.InteropServices;

namespace Lws.Interop;

/// <summary><c>struct iovec</c>: one piece of a vectored send.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVector
{
    public byte* Base;
    public nuint Length;
}
