using System.Runtime.ExceptionServices;
using System.Text;
using Lws.Buffers;
using Lws.Streams;
using Lws.Tests.Loop;
using Xunit;

namespace Lws.Tests.Topics;

/// <summary>A loop that runs batch by batch on the test's thread, and its readers.</summary>
internal sealed class TopicLoop(LwsOptions? options = null) : IDisposable
{
    public TopicsContext Context { get; } = new(options);

    public BlockPool Blocks => Context.Loop.Blocks;

    /// <summary>Opens a session of a protocol, and subscribes it to topics.</summary>
    public Reader Open<T>(params string[] topics)
        where T : struct, Lws.Dispatch.IProtocol<T> => Open<T>(new Reader(), topics);

    /// <inheritdoc cref="Open{T}(string[])"/>
    public Reader Open<T>(Reader reader, params string[] topics)
        where T : struct, Lws.Dispatch.IProtocol<T>
    {
        int protocol = Context.Loop.IndexOf(typeof(T));
        Context.Loop.Attach(reader, StreamOpening.Upgraded(protocol), out int slot);
        reader.Slot = slot;
        reader.Handle = Context.Loop.HandleOf(slot);
        foreach (string topic in topics)
            Assert.Equal(SubscribeResult.Subscribed, SessionOf(reader).Subscribe(topic));
        return reader;
    }

    public static Session SessionOf(Reader reader)
    {
        Assert.True(reader.Handle.TryGet(out Session session));
        return session;
    }

    /// <summary>Calls something on the loop's thread, and runs what follows from it.</summary>
    public void Run(Action action)
    {
        ExceptionDispatchInfo? thrown = null;
        Context.Post(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                thrown = ExceptionDispatchInfo.Capture(exception);
            }
        });
        Run();
        thrown?.Throw();
    }

    /// <summary>Runs until nothing is left to do.</summary>
    public void Run()
    {
        while (Context.RunOnce(TimeSpan.Zero) > 0)
        {
        }
    }

    /// <summary>Publishes texts in one batch.</summary>
    public void Publish(string topic, params string[] texts) => Run(() =>
    {
        foreach (string text in texts)
            Assert.Equal(PublishResult.Published, Context.Publish(topic, Encoding.UTF8.GetBytes(text), MessageKind.Text));
    });

    /// <summary>Runs a handler of a session.</summary>
    public void Handle(Reader reader, Behaviour.SessionHandler handler)
    {
        Exception? thrown = null;
        Context.OnMessage = (session, _, _) => thrown = Record.Exception(session, handler);
        reader.Say(Support.RawClient.TextFrame("go"));
        Run();
        Assert.Null(thrown);
    }

    public void Dispose() => Context.Dispose();
}

file static class Record
{
    public static Exception? Exception(Session session, Behaviour.SessionHandler handler)
    {
        try
        {
            handler(session);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
