using System.Text;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

/// <summary>Our client and our server, each reading what the other wrote.</summary>
public class RoundTripTests
{
    [Theory]
    [InlineData("chat", "chat", nameof(ConnectError.None))]
    [InlineData("chat", "", nameof(ConnectError.None))]
    [InlineData("", "", nameof(ConnectError.None))]
    [InlineData("chat", "superchat", nameof(ConnectError.BadSubprotocol))]
    [InlineData("", "chat", nameof(ConnectError.BadSubprotocol))]
    public void Server_accepts_the_request_and_the_client_its_answer(string offered, string chosen, string error)
    {
        (byte[] request, string key) = Request(offered);

        Verdict verdict = Verdict.Of(request);
        Assert.Equal(new Verdict(HandshakeError.None, request.Length, "/chat room=1", key, offered), verdict);

        var destination = new byte[HandshakeResponse.MaxLength];
        int length = HandshakeResponse.WriteAccepted(destination, Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(chosen));

        Answer answer = Answer.Of(destination[..length], key, offered);
        Assert.Equal(new Answer(Enum.Parse<ConnectError>(error), length, 101, "Switching Protocols"), answer);
    }

    [Fact]
    public void Client_reads_the_status_of_every_refusal()
    {
        foreach (HandshakeError error in Enum.GetValues<HandshakeError>().Where(error => error != HandshakeError.None))
        {
            var destination = new byte[HandshakeResponse.MaxLength];
            int length = HandshakeResponse.WriteRefused(destination, error);
            HandshakeRefusal refusal = HandshakeErrors.RefusalOf(error);
            int headLength = length - refusal.Explanation.Length;

            Answer expected = new(ConnectError.Refused, headLength, refusal.Status, Encoding.ASCII.GetString(refusal.ReasonPhrase));
            Assert.Equal(expected, Answer.Of(destination[..length]));
        }
    }

    private static (byte[] Request, string Key) Request(string subprotocol)
    {
        byte[] name = Encoding.ASCII.GetBytes(subprotocol);
        var key = new byte[ClientKey.Length];
        ClientKey.Write(key);
        var request = new byte[ClientRequest.LengthFor("[::1]:7681"u8, "/chat?room=1"u8, name, "Origin: null\r\n"u8)];
        ClientRequest.Write(request, "[::1]:7681"u8, "/chat?room=1"u8, key, name, "Origin: null\r\n"u8);
        return (request, Encoding.ASCII.GetString(key));
    }
}
