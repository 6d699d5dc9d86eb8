using System.Buffers.Binary;
using System.Net.Sockets;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Close frames that may not be sent, and what follows a close: rows 26 and 27.</summary>
public class CloseAttackTests
{
    [Fact]
    public void Row_26_a_close_payload_of_one_byte_fails_with_1002() =>
        AttackServer.Withstands(server => server.AssertFails(1002, "/", RawClient.Frame(0x8, [0x03])));

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(1016)]
    [InlineData(2999)]
    [InlineData(5000)]
    [InlineData(65_535)]
    public void Row_26_a_code_that_never_goes_on_the_wire_fails_with_1002(int code) =>
        AttackServer.Withstands(server => server.AssertFails(1002, "/", RawClient.CloseFrame(code)));

    [Fact]
    public void Row_26_a_reason_that_is_not_utf_8_fails_with_1007() =>
        AttackServer.Withstands(server => server.AssertFails(1007, "/", RawClient.Frame(0x8, [0x03, 0xE8, 0xC0, 0x80])));

    [Fact]
    public void Row_26_a_reason_of_124_bytes_fails_with_1002() =>
        AttackServer.Withstands(server => server.AssertFails(1002, "/", RawClient.CloseFrame(1000, new string('r', 124))));

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1003)]
    [InlineData(1007)]
    [InlineData(1014)]
    [InlineData(3000)]
    [InlineData(4999)]
    public void Row_26_a_lawful_code_is_answered_with_itself(int code) => AttackServer.Withstands(server =>
    {
        server.AssertFails(code, "/", RawClient.CloseFrame(code, new string('r', 123)));
        Assert.Equal(new ClosedSession(1, (CloseCode)code, IsClean: true, ByPeer: true), server.TheClosedSession());
    });

    [Fact]
    public void Row_26_a_close_without_a_code_is_answered_without_one() =>
        AttackServer.Withstands(server => server.AssertFails(1005, "/", RawClient.Frame(0x8, [])));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Row_27_what_follows_a_close_is_ignored(bool inOneSegment) => AttackServer.Withstands(server =>
    {
        byte[][] frames =
        [
            RawClient.CloseFrame(1000),
            RawClient.TextFrame("too late"),
            RawClient.Frame(0x9, "too late"u8),
            RawClient.CloseFrame(3000),
            [0xFF, 0x00],
        ];
        server.AssertFails(1000, "/", inOneSegment ? [[.. frames.SelectMany(frame => frame)]] : frames);
    });

    [Fact]
    public void Row_27_messages_behind_our_own_close_are_discarded_until_the_peer_answers() => AttackServer.Withstands(server =>
    {
        int messages = 0;
        server.On("OnMessage", session =>
        {
            messages++;
            session.Close(CloseCode.ServiceRestart, "restart"u8);
        });
        using RawClient client = server.Open("/scripted");
        client.Send([.. RawClient.TextFrame("first"), .. RawClient.TextFrame("second"), .. RawClient.Frame(0x9, "ping"u8)]);
        Assert.Equal(1012, ReadCloseFrame(client));
        client.Send(RawClient.TextFrame("third", final: false), RawClient.Frame(0x0, "fourth"u8));
        client.Send(RawClient.CloseFrame(1012));
        client.AssertEnd();
        server.BystanderEchoes();

        Assert.Equal(1, messages);
        Assert.Equal(new ClosedSession(1, CloseCode.ServiceRestart, IsClean: true, ByPeer: false), server.TheClosedSession());
    });

    [Fact]
    public void Row_27_a_fault_behind_our_own_close_ends_the_connection_without_another_close() => AttackServer.Withstands(server =>
    {
        server.On("OnOpen", session => session.Close());
        using RawClient client = server.Open("/scripted");
        Assert.Equal(1000, ReadCloseFrame(client));
        client.Send([0xFF]);
        client.AssertEnd();
        Assert.False(server.TheClosedSession().IsClean);
    });

    [Fact]
    public void Row_27_a_close_that_is_not_answered_ends_at_the_close_timeout()
    {
        var options = new LwsOptions { CloseTimeout = TimeSpan.FromMilliseconds(200) };
        AttackServer.Withstands(options, server =>
        {
            server.On("OnOpen", session => session.Close());
            using RawClient client = server.Open("/scripted");
            Assert.Equal(1000, ReadCloseFrame(client));
            client.AssertEnd();
            Assert.Equal(new ClosedSession(1, CloseCode.Normal, IsClean: false, ByPeer: false), server.TheClosedSession());
        });
    }

    [Fact]
    public void Row_27_a_close_that_is_answered_by_data_for_ever_ends_at_the_close_timeout()
    {
        var options = new LwsOptions { CloseTimeout = TimeSpan.FromMilliseconds(200) };
        AttackServer.Withstands(options, server =>
        {
            server.On("OnOpen", session => session.Close());
            using RawClient client = server.Open("/scripted");
            Assert.Equal(1000, ReadCloseFrame(client));
            Assert.Throws<SocketException>(() => SendForEver(client));
            client.AssertEnd();
        });
    }

    private static void SendForEver(RawClient client)
    {
        while (true)
            client.Send(RawClient.TextFrame("not yet"));
    }

    // The end of the TCP connection does not follow at once where the peer has not answered.
    private static int ReadCloseFrame(RawClient client)
    {
        (int opcode, _, byte[] payload) = client.ReadFrame();
        Assert.Equal(0x8, opcode);
        return BinaryPrimitives.ReadUInt16BigEndian(payload);
    }
}
