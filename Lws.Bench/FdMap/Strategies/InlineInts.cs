using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lws.Bench.FdMap.Strategies;

/// <summary>Integers in place, in the lengths of the tables that are compared and of their indexes.</summary>
internal static class InlineInts
{
    /// <summary>The elements of one of the structs below.</summary>
    public static Span<int> Of<TInts>(ref TInts ints)
        where TInts : struct =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TInts, int>(ref ints), Unsafe.SizeOf<TInts>() / sizeof(int));
}

[InlineArray(4)]
internal struct Ints4
{
    private int _first;
}

[InlineArray(8)]
internal struct Ints8
{
    private int _first;
}

[InlineArray(16)]
internal struct Ints16
{
    private int _first;
}

[InlineArray(20)]
internal struct Ints20
{
    private int _first;
}

[InlineArray(32)]
internal struct Ints32
{
    private int _first;
}

[InlineArray(64)]
internal struct Ints64
{
    private int _first;
}

[InlineArray(128)]
internal struct Ints128
{
    private int _first;
}

[InlineArray(256)]
internal struct Ints256
{
    private int _first;
}

[InlineArray(1_024)]
internal struct Ints1024
{
    private int _first;
}

[InlineArray(1_000)]
internal struct Ints1000
{
    private int _first;
}

[InlineArray(4_096)]
internal struct Ints4096
{
    private int _first;
}

[InlineArray(10_000)]
internal struct Ints10000
{
    private int _first;
}

[InlineArray(32_768)]
internal struct Ints32768
{
    private int _first;
}

[InlineArray(65_536)]
internal struct Ints65536
{
    private int _first;
}

[InlineArray(262_144)]
internal struct Ints262144
{
    private int _first;
}
