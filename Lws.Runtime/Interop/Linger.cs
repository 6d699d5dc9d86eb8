using System.Runtime.InteropServices;

namespace Lws.Interop;

/// <summary><c>struct linger</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Linger
{
    public int IsOn;
    public int Seconds;
}
