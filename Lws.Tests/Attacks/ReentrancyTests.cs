using System.Buffers.Binary;
using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Handlers that act on their own session while it calls them: row 44.</summary>
public class ReentrancyTests
{
    private const int MoreThanSocketsHold = 16 << 20;

    private static readonly Dictionary<string, Script> Actions = new()
    {
        ["close"] = session => session.Close(CloseCode.Normal),
        ["abort"] = session => session.Abort(),
        ["send"] = session => session.Send("sent"),
        ["send much"] = session => session.Send(new byte[100_000]),
        ["ping"] = session => session.Ping("ping"u8),
        ["pause"] = session => session.PauseReceive(),
        ["pause and resume"] = session =>
        {
            session.PauseReceive();
            session.ResumeReceive();
        },
        ["resume"] = session => session.ResumeReceive(),
        ["timer"] = session => session.SetTimer(TimeSpan.Zero),
        ["close, send, abort"] = session =>
        {
            session.Close(CloseCode.Normal);
            session.Send("too late");
            session.Abort();
        },
        ["abort, close, send"] = session =>
        {
            session.Abort();
            session.Close(CloseCode.Normal);
            session.Send("too late");
        },
    };

    public static TheoryData<string> Handlers =>
        ["OnOpen", "OnMessage", "OnFragment", "OnWritable", "OnPing", "OnPong", "OnTimer", "OnClosing", "OnClosed"];

    // What the client gets is asserted below, action by action; here, that no pair corrupts the loop.
    [Theory]
    [MemberData(nameof(Handlers))]
    public void Row_44_each_action_is_harmless_inside_of(string handler) => AttackServer.Withstands(server =>
    {
        if (handler == "OnTimer")
            server.On("OnOpen", session => session.SetTimer(TimeSpan.Zero));
        if (handler == "OnWritable")
            server.On("OnMessage", session => session.Send(new byte[MoreThanSocketsHold]));

        foreach (Script action in Actions.Values)
        {
            int calls = 0;
            server.On(handler, session =>
            {
                calls++;
                action(session);
            });
            using RawClient client = server.Connect();
            string request = RawClient.Request(handler == "OnFragment" ? "/scripted-stream" : "/scripted");
            client.Send([.. Encoding.ASCII.GetBytes(request), .. FramesFor(handler)]);
            if (handler == "OnWritable")
            {
                client.ReadHead();
                Assert.Equal(MoreThanSocketsHold, client.ReadFrame().Payload.Length);
            }

            server.Eventually(() => calls > 0, $"{handler} is called");
            server.BystanderEchoes();
            client.Reset();
        }

        Assert.Equal(Actions.Count, server.Opened);
    });

    [Fact]
    public void Row_44_close_in_OnOpen_follows_the_handshake() => AttackServer.Withstands(server =>
    {
        server.On("OnOpen", session => session.Close(CloseCode.TryAgainLater, "full"u8));
        using RawClient client = server.Open("/scripted");
        AssertCloseFrame(1013, client);
        client.Send(RawClient.CloseFrame(1013));
        client.AssertEnd();
        Assert.True(server.TheClosedSession().IsClean);
    });

    [Fact]
    public void Row_44_what_is_sent_before_a_close_goes_out_and_what_is_sent_after_it_does_not() => AttackServer.Withstands(server =>
    {
        SendResult before = default, after = default, ping = default;
        server.On("OnMessage", session =>
        {
            before = session.Send("before");
            session.Close();
            after = session.Send("after");
            ping = session.Ping();
            session.Close(CloseCode.GoingAway);
        });
        using RawClient client = server.Open("/scripted");
        client.Send(RawClient.TextFrame("close"));
        Assert.Equal("before", client.ReadText());
        AssertCloseFrame(1000, client);
        client.Send(RawClient.CloseFrame(1000));
        client.AssertEnd();
        Assert.Equal((SendResult.Sent, SendResult.Closed, SendResult.Closed), (before, after, ping));
    });

    [Fact]
    public void Row_44_abort_drops_what_the_handler_has_sent_and_discards_what_follows() => AttackServer.Withstands(server =>
    {
        SendResult after = default;
        int messages = 0;
        server.On("OnMessage", session =>
        {
            messages++;
            session.Send("lost");
            session.Abort();
            after = session.Send("lost too");
        });
        using RawClient client = server.Open("/scripted");
        client.Send([.. RawClient.TextFrame("one"), .. RawClient.TextFrame("two")]);
        client.AssertEnd();
        Assert.Equal(new ClosedSession(1, CloseCode.Abnormal, IsClean: false, ByPeer: false), server.TheClosedSession());
        Assert.Equal((1, SendResult.Closed), (messages, after));
    });

    [Fact]
    public void Row_44_frames_keep_their_order_over_pongs_messages_and_pings() => AttackServer.Withstands(server =>
    {
        server.On("OnPing", session => session.Send("behind the pong"));
        server.On("OnMessage", session =>
        {
            session.Send("first");
            session.Ping("second"u8);
            session.Send(new byte[20_000]);
            session.Send("fourth");
        });
        using RawClient client = server.Open("/scripted");
        client.Send([.. RawClient.Frame(0x9, "ping"u8), .. RawClient.TextFrame("go")]);
        Assert.Equal(0xA, client.ReadFrame().Opcode);
        Assert.Equal("behind the pong", client.ReadText());
        Assert.Equal("first", client.ReadText());
        Assert.Equal(0x9, client.ReadFrame().Opcode);
        Assert.Equal(20_000, client.ReadFrame().Payload.Length);
        Assert.Equal("fourth", client.ReadText());
    });

    [Fact]
    public void Row_44_what_OnClosing_sends_goes_out_before_the_answer_to_the_close() => AttackServer.Withstands(server =>
    {
        SendResult inClosed = default;
        server.On("OnClosing", session => session.Send("last words"));
        server.On("OnClosed", session => inClosed = session.Send("too late"));
        using RawClient client = server.Open("/scripted");
        client.Send(RawClient.CloseFrame(1000));
        Assert.Equal("last words", client.ReadText());
        Assert.Equal(1000, client.ReadClose());
        Assert.Equal(SendResult.Closed, inClosed);
        Assert.True(server.TheClosedSession().IsClean);
    });

    [Fact]
    public void Row_44_close_in_OnClosing_is_the_answer() => AttackServer.Withstands(server =>
    {
        server.On("OnClosing", session => session.Close((CloseCode)4_001));
        using RawClient client = server.Open("/scripted");
        client.Send(RawClient.CloseFrame(1000));
        Assert.Equal(4_001, client.ReadClose());
        Assert.Equal(new ClosedSession(1, CloseCode.Normal, IsClean: true, ByPeer: true), server.TheClosedSession());
    });

    // All kinds, the close last; but a close would be in the way of the timer and of what waits.
    private static byte[] FramesFor(string handler) => handler is "OnTimer" or "OnWritable"
        ? RawClient.TextFrame("message")
        : [.. RawClient.TextFrame("message"), .. RawClient.Frame(0xA, []), .. RawClient.Frame(0x9, []), .. RawClient.CloseFrame(1000)];

    // The peer's answer is awaited before the TCP connection ends.
    internal static void AssertCloseFrame(int code, RawClient client)
    {
        (int opcode, _, byte[] payload) = client.ReadFrame();
        Assert.Equal(0x8, opcode);
        Assert.Equal(code, BinaryPrimitives.ReadUInt16BigEndian(payload));
    }
}
