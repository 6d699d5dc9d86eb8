using System.Runtime.CompilerServices;

namespace Lws.Buffers;

/// <summary>What an array costs on the managed heap of a 64-bit process, for the memory bill.</summary>
internal static class ObjectSize
{
    private const int ArrayHeader = 24;

    public static long OfArray<T>(int length) => OfArray(length, Unsafe.SizeOf<T>());

    /// <summary>An array of so many elements of so many bytes. The empty one is shared by all.</summary>
    public static long OfArray(int length, int element) => length == 0 ? 0 : (ArrayHeader + ((long)length * element) + 7) & ~7L;
}
