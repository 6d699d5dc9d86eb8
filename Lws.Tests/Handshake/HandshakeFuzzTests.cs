using CsCheck;
using Xunit;

namespace Lws.Tests.Handshake;

public class HandshakeFuzzTests
{
    private const int Iterations = 5_000;
    private const int GuardLength = 64;

    // Bytes that mean something in a head are more likely to reach its rules than any others.
    private static readonly Gen<byte> Byte = Gen.Frequency(
        (3, Gen.OneOf("\r\n \t:,=/?#\0"u8.ToArray())),
        (2, Gen.Char[' ', '~'].Select(character => (byte)character)),
        (1, Gen.Byte));

    private static readonly Gen<(int Kind, double Place, byte Value)[]> Mutations =
        Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Byte).Array[1, 6];

    [Fact]
    public void Mutated_request_gets_one_verdict_whatever_stands_around_it_and_however_it_is_cut()
    {
        Gen.Select(Mutations, Gen.Double[0, 1]).Sample((mutations, cut) =>
        {
            byte[] request = Mutate(Requests.Bytes(Requests.Valid), mutations);
            int at = (int)(cut * request.Length);

            Verdict verdict = Verdict.Of([request]);

            Assert.Equal(verdict, Verdict.Of([Guarded(request, (byte)'\n')]));
            Assert.Equal(verdict, Verdict.Of([Guarded(request, (byte)'a')]));
            Assert.Equal(verdict, Verdict.Of([request.AsMemory(0, at), request.AsMemory(at)]));
            Assert.InRange(verdict.HeadLength, 0, request.Length);
        }, iter: Iterations);
    }

    [Fact]
    public void Random_bytes_are_never_accepted()
    {
        Byte.Array[0, 200].Sample(bytes => !Verdict.Of([bytes]).IsAccepted, iter: Iterations);
    }

    private static byte[] Mutate(byte[] request, (int Kind, double Place, byte Value)[] mutations)
    {
        foreach ((int kind, double place, byte value) in mutations)
        {
            int at = (int)(place * (request.Length - 1));
            request = kind switch
            {
                0 => [.. request[..at], value, .. request[(at + 1)..]],
                1 => [.. request[..at], value, .. request[at..]],
                2 => [.. request[..at], .. request[(at + 1)..]],
                3 => [.. request[..at], .. request[(at / 2)..]],
                _ => request[..(at + 1)],
            };
            if (request.Length == 0)
                break;
        }

        return request;
    }

    private static Memory<byte> Guarded(byte[] request, byte guard)
    {
        byte[] guards = new byte[GuardLength];
        guards.AsSpan().Fill(guard);
        byte[] array = [.. guards, .. request, .. guards];
        return array.AsMemory(GuardLength, request.Length);
    }
}
