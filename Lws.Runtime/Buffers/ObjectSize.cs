using System.Runtime.CompilerServices;

namespace Lws.Buffers;

/// <summary>What an array costs on the managed heap of a 64-bit process, for the memory bill.</summary>
internal static class ObjectSize
{
    private const int ArrayHeader = 24;

    public static long OfArray<T>(int length) =>
        (ArrayHeader + ((long)length * Unsafe.SizeOf<T>()) + 7) & ~7L;
}
