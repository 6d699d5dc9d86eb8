using System.Net.Sockets;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Clients that reset or half-close their TCP connection, in every state: row 36.</summary>
public class DepartureTests
{
    // More than the buffers of two sockets hold.
    private const int MoreThanSocketsHold = 16 << 20;

    public static TheoryData<PeerState> States => [.. Enum.GetValues<PeerState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void Row_36_a_reset_ends_the_session_once(PeerState state) => AttackServer.Withstands(server =>
    {
        RawClient client = Bring(server, state);
        client.Reset();
        AssertEnded(server, state);
    });

    [Theory]
    [MemberData(nameof(States))]
    public void Row_36_a_half_close_ends_the_session_once(PeerState state) => AttackServer.Withstands(server =>
    {
        using RawClient client = Bring(server, state);
        client.Socket.Shutdown(SocketShutdown.Send);
        if (state == PeerState.Paused)
            server.On("OnTimer", session => session.ResumeReceive());
        client.ReadToEnd();
        AssertEnded(server, state);
    });

    [Fact]
    public void Row_36_messages_in_front_of_a_half_close_are_still_handled() => AttackServer.Withstands(server =>
    {
        int messages = 0;
        server.On("OnMessage", _ => messages++);
        using RawClient client = server.Open("/scripted");
        client.Send([.. RawClient.TextFrame("one"), .. RawClient.TextFrame("two"), .. RawClient.Frame(0x1, "half"u8)[..8]]);
        client.Socket.Shutdown(SocketShutdown.Send);
        client.ReadToEnd();
        Assert.Equal(CloseCode.Abnormal, server.TheClosedSession().Code);
        Assert.Equal(2, messages);
    });

    private static RawClient Bring(AttackServer server, PeerState state)
    {
        server.On("OnMessage", session => session.Send(new byte[MoreThanSocketsHold]));
        if (state == PeerState.AfterServerClose)
            server.On("OnOpen", session => session.Close());
        if (state == PeerState.Paused)
        {
            server.On("OnOpen", Pause);
            server.On("OnTimer", Pause);
        }

        RawClient client = server.Connect();
        if (state >= PeerState.Open)
            client.Upgrade("/scripted");
        switch (state)
        {
            case PeerState.InHead:
                client.Send(RawClient.Request()[..40]);
                break;
            case PeerState.AfterRequest:
                client.Send(RawClient.Request("/scripted"));
                server.Eventually(() => server.Opened == 1, "the session opens");
                break;
            case PeerState.InHeader:
                client.Send([0x81]);
                break;
            case PeerState.InPayload:
                client.Send(RawClient.TextFrame("half of it")[..10]);
                break;
            case PeerState.InMessage:
                client.Send(RawClient.TextFrame("half of it", final: false));
                break;
            case PeerState.AfterServerClose:
                Assert.Equal(0x8, client.ReadFrame().Opcode);
                break;
            case PeerState.AfterCloseHandshake:
                client.Send(RawClient.CloseFrame(1000));
                Assert.Equal(1000, client.ReadClose());
                break;
            case PeerState.OutputQueued:
                client.Send(RawClient.TextFrame("send"));
                server.Eventually(() => server.PooledBytes > 0, "output is queued");
                break;
            case PeerState.Paused:
                client.Send(RawClient.TextFrame("not read"));
                break;
        }

        server.BystanderEchoes();
        return client;
    }

    private static void Pause(Session session)
    {
        session.PauseReceive();
        session.SetTimer(TimeSpan.FromMilliseconds(5));
    }

    private static void AssertEnded(AttackServer server, PeerState state)
    {
        if (state < PeerState.AfterRequest)
        {
            server.BystanderEchoes();
            Assert.Equal(0, server.Opened);
            return;
        }

        CloseCode expected = state is PeerState.AfterServerClose or PeerState.AfterCloseHandshake ? CloseCode.Normal : CloseCode.Abnormal;
        ClosedSession closed = server.TheClosedSession();
        Assert.Equal(expected, closed.Code);
        Assert.Equal(state == PeerState.AfterCloseHandshake, closed.IsClean);
    }
}
