using Lws.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Sessions that handlers leave in the middle of a message: what comes next harms nobody, and keeps no memory.</summary>
public class UnfinishedMessageTests
{
    private const int LongerThanTheOutputBuffer = 100_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_message_of_another_thread_misses_a_session_in_the_middle_of_one(bool hasKey)
    {
        using LwsTestHost host = HostOf(static session =>
        {
            session.BeginMessage(MessageKind.Text);
            session.SendPart("begun "u8);
            session.SetTimer(TimeSpan.FromSeconds(1));
        });
        ((AttackContext)host.Context).Scripts["OnTimer"] = static session => session.EndMessage("and ended"u8);
        TestClient client = host.Connect("/scripted");
        client.Send("go");
        host.Run();

        SessionHandle session = host.Context.Loop.HandleOf(slot: 0);
        SendResult result = hasKey ? session.TrySend("missed"u8, MessageKind.Text, key: 7) : session.TrySend("missed"u8);
        Assert.Equal(SendResult.Queued, result);
        host.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("begun and ended", client.ReceiveText());
        Assert.False(client.TryReceive(out _));
        Assert.Equal(CloseCode.None, client.CloseCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_writer_that_a_handler_has_left_behind_does_not_hinder_other_sessions(bool byException)
    {
        int calls = 0;
        using LwsTestHost host = HostOf(session =>
        {
            MessageWriter writer = session.Write(MessageKind.Text);
            if (++calls == 1)
            {
                writer.GetSpan(LongerThanTheOutputBuffer);
                if (byException)
                    throw new FormatException("before it was sent");
                return;
            }

            "sent"u8.CopyTo(writer.GetSpan(4));
            writer.Advance(4);
            writer.Send();
        });
        TestClient first = host.Connect("/scripted");
        TestClient second = host.Connect("/scripted");
        first.Send("go");
        second.Send("go");

        Assert.Equal("sent", second.ReceiveText());
        Assert.Equal(byException ? CloseCode.InternalError : CloseCode.None, first.CloseCode);
        Assert.Equal(0, host.Context.Loop.Blocks.RentedBytes);
    }

    [Fact]
    public void Text_that_cannot_be_sent_inside_of_another_message_keeps_no_memory()
    {
        using LwsTestHost host = HostOf(static session =>
        {
            session.BeginMessage(MessageKind.Text);
            session.Send("inside");
        });
        TestClient client = host.Connect("/scripted");
        client.Send("go");
        Assert.Equal(CloseCode.InternalError, client.CloseCode);
        Assert.Equal(0, host.Context.Loop.Blocks.RentedBytes);
    }

    [Fact]
    public void A_compressed_message_that_cannot_be_sent_beside_a_writer_keeps_no_memory()
    {
        using LwsTestHost host = HostOf(
            static session =>
            {
                session.Write();
                session.Send(new byte[LongerThanTheOutputBuffer]);
            },
            new LwsOptions { Deflate = new DeflateOptions() });
        TestClient client = host.Connect("/scripted", null, ("Sec-WebSocket-Extensions", "permessage-deflate"));
        client.Send("go");
        Assert.Equal(CloseCode.InternalError, client.CloseCode);
        Assert.Equal(0, host.Context.Loop.Blocks.RentedBytes);
    }

    [Fact]
    public void A_context_is_disposed_after_a_fault_in_the_middle_of_serving_a_session()
    {
        var context = new AttackContext(new LwsOptions { Logger = new FaultyLogger() });
        using (var host = new LwsTestHost(context))
        {
            context.Scripts["OnMessage"] = static session =>
            {
                session.Send("is lost"u8);
                throw new FormatException("by the handler");
            };
            host.Connect("/bystander");
            TestClient client = host.Connect("/scripted");
            client.Send("go");
            Assert.Throws<NotSupportedException>(host.Run);
        }

        Assert.Equal(2, context.Ledger.Opened);
        context.Ledger.AssertEachClosedOnce();
    }

    private static LwsTestHost HostOf(Script onMessage, LwsOptions? options = null)
    {
        var context = new AttackContext(options);
        context.Scripts["OnMessage"] = onMessage;
        return new LwsTestHost(context);
    }

    /// <summary>Throws at every error that it is to log, as nothing in the library catches.</summary>
    private sealed class FaultyLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new NotSupportedException("by the logger");
    }
}
