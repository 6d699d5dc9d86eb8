using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lws.Framing;

/// <summary>Masks and unmasks payloads (RFC 6455 5.3), which is the same operation. Any thread.</summary>
internal static class Masking
{
    /// <summary>Xors <paramref name="payload"/> with the repeated key, in place.</summary>
    /// <param name="payload">The bytes to mask or unmask.</param>
    /// <param name="key">The four bytes of the wire in memory order, as <see cref="MemoryMarshal.Read{T}"/> loads them.</param>
    /// <returns>The key, rotated for the byte that follows the payload.</returns>
    public static uint Apply(Span<byte> payload, uint key)
    {
        Debug.Assert(BitConverter.IsLittleEndian, "The rotation of the key is that of a little-endian load.");

        ref byte start = ref MemoryMarshal.GetReference(payload);
        nuint length = (nuint)payload.Length;
        nuint at = 0;

        // A ladder, because most payloads are short: each rung leaves less than its own width to the one below.
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<byte> mask = Vector256.Create(key).AsByte();
            for (; length - at >= 128; at += 128)
            {
                Vector256<byte> first = Vector256.LoadUnsafe(ref start, at) ^ mask;
                Vector256<byte> second = Vector256.LoadUnsafe(ref start, at + 32) ^ mask;
                Vector256<byte> third = Vector256.LoadUnsafe(ref start, at + 64) ^ mask;
                Vector256<byte> fourth = Vector256.LoadUnsafe(ref start, at + 96) ^ mask;
                first.StoreUnsafe(ref start, at);
                second.StoreUnsafe(ref start, at + 32);
                third.StoreUnsafe(ref start, at + 64);
                fourth.StoreUnsafe(ref start, at + 96);
            }

            for (; length - at >= 32; at += 32)
                (Vector256.LoadUnsafe(ref start, at) ^ mask).StoreUnsafe(ref start, at);
        }

        // The widest on arm64, and under Native AOT unless it is told of a newer processor; one step at most behind the rung above.
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<byte> mask = Vector128.Create(key).AsByte();
            for (; length - at >= 64; at += 64)
            {
                Vector128<byte> first = Vector128.LoadUnsafe(ref start, at) ^ mask;
                Vector128<byte> second = Vector128.LoadUnsafe(ref start, at + 16) ^ mask;
                Vector128<byte> third = Vector128.LoadUnsafe(ref start, at + 32) ^ mask;
                Vector128<byte> fourth = Vector128.LoadUnsafe(ref start, at + 48) ^ mask;
                first.StoreUnsafe(ref start, at);
                second.StoreUnsafe(ref start, at + 16);
                third.StoreUnsafe(ref start, at + 32);
                fourth.StoreUnsafe(ref start, at + 48);
            }

            for (; length - at >= 16; at += 16)
                (Vector128.LoadUnsafe(ref start, at) ^ mask).StoreUnsafe(ref start, at);
        }

        ulong doubleKey = (ulong)key << 32 | key;
        for (; length - at >= 8; at += 8)
            Xor(ref Unsafe.Add(ref start, at), doubleKey);

        if (length - at >= 4)
        {
            Xor(ref Unsafe.Add(ref start, at), key);
            at += 4;
        }

        for (; at < length; at++)
        {
            Unsafe.Add(ref start, at) ^= (byte)key;
            key = BitOperations.RotateRight(key, 8);
        }

        return key;
    }

    // Payloads begin at any address, so these loads and stores are unaligned.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Xor(ref byte at, ulong mask) => Unsafe.WriteUnaligned(ref at, Unsafe.ReadUnaligned<ulong>(ref at) ^ mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Xor(ref byte at, uint mask) => Unsafe.WriteUnaligned(ref at, Unsafe.ReadUnaligned<uint>(ref at) ^ mask);
}
