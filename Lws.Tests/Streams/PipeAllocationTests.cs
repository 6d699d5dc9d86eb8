using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Lws.Tests.Limits;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Streams;

[LwsProtocol("pipe-echo")]
public partial struct PipeEcho
{
    private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(payload, kind);
}

[LwsContext(FdLimit = 2)]
[Serve<PipeEcho>]
internal sealed partial class PipeEchoContext;

/// <summary>Both ends are on the test's own thread, so that what is allocated can be counted to the byte.</summary>
[Collection(Alone.Name)]
public class PipeAllocationTests
{
    private static readonly PipeOptions OnThisThread = new(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);

    [Theory]
    [InlineData(100)]
    [InlineData(30_000)]
    public void Ten_thousand_messages_over_a_pipe_allocate_nothing(int length)
    {
        using var context = new PipeEchoContext();
        var pair = new PipePair(OnThisThread, OnThisThread);
        _ = LwsPipe.RunAsync(context, pair.Server);
        Exchange(context, pair.Client, Encoding.ASCII.GetBytes(RawClient.Request()), 100);
        byte[] frame = RawClient.Frame(2, new byte[length]);
        int answer = frame.Length - 4; // without the masking key
        for (int round = 0; round < 2_000; round++)
            Exchange(context, pair.Client, frame, answer);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 10_000; round++)
            Exchange(context, pair.Client, frame, answer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Exchange(LwsContext context, IDuplexPipe pipe, byte[] request, int least)
    {
        pipe.Output.Write(request);
        ValueTask<FlushResult> flushing = pipe.Output.FlushAsync();
        Assert.True(flushing.IsCompleted && !flushing.Result.IsCompleted); // the pipe is nearly empty
        while (true)
        {
            context.RunOnce(TimeSpan.FromMilliseconds(100));
            if (!pipe.Input.TryRead(out ReadResult result))
                continue;
            bool isAll = result.Buffer.Length >= least;
            pipe.Input.AdvanceTo(isAll ? result.Buffer.End : result.Buffer.Start, result.Buffer.End);
            if (isAll)
                return;
        }
    }
}
