using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Handlers that stop the flow of messages, and timers that set themselves: row 44.</summary>
public class PauseAndTimerTests
{
    [Fact]
    public void Row_44_a_pause_holds_back_messages_that_have_arrived_until_the_session_resumes() => AttackServer.Withstands(server =>
    {
        server.On("OnMessage", session =>
        {
            session.Send("message");
            session.PauseReceive();
            session.SetTimer(TimeSpan.FromMilliseconds(1));
        });
        server.On("OnTimer", session =>
        {
            session.Send("timer");
            session.ResumeReceive();
        });
        using RawClient client = server.Open("/scripted");
        client.Send([.. RawClient.TextFrame("1"), .. RawClient.TextFrame("2"), .. RawClient.TextFrame("3"), .. RawClient.CloseFrame(1000)]);
        for (int message = 0; message < 3; message++)
        {
            Assert.Equal("message", client.ReadText());
            Assert.Equal("timer", client.ReadText());
        }

        Assert.Equal(1000, client.ReadClose());
    });

    [Fact]
    public void Row_44_a_session_that_pauses_and_closes_still_gets_the_answer_to_its_close() => AttackServer.Withstands(server =>
    {
        server.On("OnMessage", session =>
        {
            session.PauseReceive();
            session.Close();
        });
        using RawClient client = server.Open("/scripted");
        client.Send([.. RawClient.TextFrame("1"), .. RawClient.TextFrame("2")]);
        ReentrancyTests.AssertCloseFrame(1000, client);
        client.Send(RawClient.CloseFrame(1000));
        client.AssertEnd();
        Assert.True(server.TheClosedSession().IsClean);
    });

    [Fact]
    public void Row_44_a_timer_that_sets_itself_without_delay_does_not_starve_others() => AttackServer.Withstands(server =>
    {
        int calls = 0;
        server.On("OnOpen", session => session.SetTimer(TimeSpan.Zero));
        server.On("OnTimer", session =>
        {
            calls++;
            session.SetTimer(TimeSpan.Zero);
        });
        using RawClient client = server.Open("/scripted");
        server.Eventually(() => calls > 10, "the timer goes off many times");
        server.BystanderEchoes();
        client.Send(RawClient.CloseFrame(1000));
        Assert.Equal(1000, client.ReadClose());
    });

    [Fact]
    public void Row_44_a_session_that_has_closed_has_no_timer_left() => AttackServer.Withstands(server =>
    {
        int calls = 0;
        server.On("OnOpen", session => session.SetTimer(TimeSpan.FromMilliseconds(20)));
        server.On("OnClosed", session => session.SetTimer(TimeSpan.Zero));
        server.On("OnTimer", _ => calls++);
        using RawClient client = server.Open("/scripted");
        client.Send(RawClient.CloseFrame(1000));
        client.ReadToEnd();
        int callsWhenClosed = calls;
        Thread.Sleep(40);
        server.BystanderEchoes();
        Assert.Equal(callsWhenClosed, calls);
    });
}
