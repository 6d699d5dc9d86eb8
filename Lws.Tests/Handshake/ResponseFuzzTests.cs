using System.Text;
using CsCheck;
using Xunit;

namespace Lws.Tests.Handshake;

public class ResponseFuzzTests
{
    private const int Iterations = 5_000;

    [Fact]
    public void Mutated_response_is_one_answer_whatever_stands_around_it_and_however_it_is_cut()
    {
        Gen.Select(Mutations.Some, Gen.Double[0, 1]).Sample((mutations, cut) =>
        {
            byte[] response = Mutations.Apply(mutations, Requests.Bytes(Responses.Valid));
            int at = (int)(cut * response.Length);

            Answer answer = Answer.Of([response]);

            Assert.Equal(answer, Answer.Of([Mutations.Guarded(response, (byte)'\n')]));
            Assert.Equal(answer, Answer.Of([Mutations.Guarded(response, (byte)'a')]));
            Assert.Equal(answer, Answer.Of([response.AsMemory(0, at), response.AsMemory(at)]));
            Assert.InRange(answer.HeadLength, 0, response.Length);
        }, iter: Iterations);
    }

    [Fact]
    public void Mutated_response_is_accepted_only_with_the_status_and_the_answer_to_the_key()
    {
        Mutations.Some.Sample(mutations =>
        {
            byte[] response = Mutations.Apply(mutations, Requests.Bytes(Responses.Valid));
            if (!Answer.Of([response]).IsAccepted)
                return;

            string[] lines = Encoding.Latin1.GetString(response).Split("\r\n");
            Assert.Matches("^HTTP/1.1 101( |$)", lines[0]);
            Assert.Single(lines.TakeWhile(line => line.Length > 0), line =>
                line.StartsWith("Sec-WebSocket-Accept:", StringComparison.OrdinalIgnoreCase) &&
                line.TrimEnd(' ', '\t').EndsWith("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", StringComparison.Ordinal));
        }, iter: Iterations);
    }

    [Fact]
    public void Random_bytes_are_never_accepted()
    {
        Mutations.Byte.Array[0, 200].Sample(bytes => !Answer.Of([bytes]).IsAccepted, iter: Iterations);
    }
}
