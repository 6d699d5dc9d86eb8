using CsCheck;
using Xunit;

namespace Lws.Tests.Handshake;

public class HandshakeFuzzTests
{
    private const int Iterations = 5_000;

    [Fact]
    public void Mutated_request_gets_one_verdict_whatever_stands_around_it_and_however_it_is_cut()
    {
        Gen.Select(Mutations.Some, Gen.Double[0, 1]).Sample((mutations, cut) =>
        {
            byte[] request = Mutations.Apply(mutations, Requests.Bytes(Requests.Valid));
            int at = (int)(cut * request.Length);

            Verdict verdict = Verdict.Of([request]);

            Assert.Equal(verdict, Verdict.Of([Mutations.Guarded(request, (byte)'\n')]));
            Assert.Equal(verdict, Verdict.Of([Mutations.Guarded(request, (byte)'a')]));
            Assert.Equal(verdict, Verdict.Of([request.AsMemory(0, at), request.AsMemory(at)]));
            Assert.InRange(verdict.HeadLength, 0, request.Length);
        }, iter: Iterations);
    }

    [Fact]
    public void Random_bytes_are_never_accepted()
    {
        Mutations.Byte.Array[0, 200].Sample(bytes => !Verdict.Of([bytes]).IsAccepted, iter: Iterations);
    }
}
