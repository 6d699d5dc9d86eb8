using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Fragments in the wrong order, and control frames between them, which are lawful: rows 23 and 24.</summary>
public class FragmentAttackTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Row_23_a_continuation_with_nothing_started_fails_with_1002(bool final) =>
        AttackServer.Withstands(server => server.AssertFails(1002, "/", RawClient.Frame(0x0, "lost"u8, final)));

    [Fact]
    public void Row_23_a_continuation_behind_a_complete_message_fails_with_1002() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Open();
        client.Send([.. RawClient.TextFrame("whole"), .. RawClient.Frame(0x0, "lost"u8)]);
        Assert.Equal("whole", client.ReadText());
        Assert.Equal(1002, client.ReadClose());
    });

    [Theory]
    [InlineData(0x1)]
    [InlineData(0x2)]
    public void Row_23_a_new_message_inside_an_open_one_fails_with_1002(int opcode) => AttackServer.Withstands(
        server => server.AssertFails(1002, "/", RawClient.TextFrame("open", final: false), RawClient.Frame(opcode, "new"u8)));

    [Fact]
    public void Row_24_control_frames_between_fragments_are_handled_and_leave_the_message_alone() => AttackServer.Withstands(server =>
    {
        byte[] text = Encoding.UTF8.GetBytes("cut inside of \u20AC");
        using RawClient client = server.Open();
        client.Send(RawClient.Frame(0x1, text.AsSpan(..^2), final: false));
        client.Send(RawClient.Frame(0x9, "one"u8), RawClient.Frame(0xA, "unasked"u8));
        client.Send(RawClient.Frame(0x0, text.AsSpan(^2..^1), final: false));
        client.Send(RawClient.Frame(0x9, []));
        client.Send(RawClient.Frame(0x0, text.AsSpan(^1..)));

        AssertPong("one", client);
        AssertPong("", client);
        Assert.Equal("cut inside of \u20AC", client.ReadText());
    });

    [Fact]
    public void Row_24_a_close_between_fragments_is_answered_and_the_message_is_dropped() => AttackServer.Withstands(
        server => server.AssertFails(1000, "/", RawClient.TextFrame("never whole", final: false), RawClient.CloseFrame(1000)));

    private static void AssertPong(string expected, RawClient client)
    {
        (int opcode, bool final, byte[] payload) = client.ReadFrame();
        Assert.Equal(0xA, opcode);
        Assert.True(final);
        Assert.Equal(expected, Encoding.UTF8.GetString(payload));
    }
}
