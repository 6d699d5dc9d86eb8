using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Streams;

/// <summary>The same protocol over pipes in memory; the other end is .NET's own WebSocket, or written by hand.</summary>
public class PipeTests
{
    private static readonly TimeSpan Patience = RunningContext.Patience;

    [Fact]
    public async Task A_session_runs_from_request_to_close()
    {
        using var running = new RunningContext();
        var pair = new PipePair();
        Task<AdoptResult> run = LwsPipe.RunAsync(running.Context, pair.Server);
        using WebSocket client = await OpenAsync(pair);
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, default);
        Assert.Equal("hello", await ReceiveAsync(client));

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        pair.Client.Output.Complete();
        Assert.Equal(AdoptResult.Adopted, await run.WaitAsync(Patience));
        Assert.Equal([(CloseCode.Normal, true, true)], running.Context.Closed);
        ReadResult rest = await pair.Client.Input.ReadAsync();
        Assert.True(rest.IsCompleted && rest.Buffer.IsEmpty);
    }

    [Fact]
    public async Task A_pipe_that_no_loop_has_taken_when_its_context_is_disposed_is_its_owners_again()
    {
        var context = new StreamContext();
        var pair = new PipePair();
        Task<AdoptResult> run = LwsPipe.RunAsync(context, pair.Server);
        context.Dispose();
        Assert.Equal(AdoptResult.Stopping, await run.WaitAsync(Patience));
        pair.Server.Output.Write("still mine"u8);
        Assert.Throws<ObjectDisposedException>(() => { _ = LwsPipe.RunAsync(context, pair.Server); });
    }

    [Fact]
    public void What_was_posted_before_its_context_is_disposed_is_called()
    {
        var context = new StreamContext();
        int calls = 0;
        Assert.True(context.Post(() => calls++));
        context.Dispose();
        Assert.Equal(1, calls);
        Assert.False(context.Post(() => calls++));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_request_that_came_byte_by_byte_is_served()
    {
        using var running = new RunningContext();
        var pair = new PipePair();
        _ = LwsPipe.RunAsync(running.Context, pair.Server);
        byte[] bytes = [.. Encoding.ASCII.GetBytes(RawClient.Request("/talk")), .. RawClient.TextFrame("in pieces")];
        foreach (byte one in bytes)
            await pair.Client.Output.WriteAsync(new[] { one });
        await ReadHeadAsync(pair.Client.Input);
        byte[] frame = await ReadAsync(pair.Client.Input, 2 + 9);
        Assert.Equal("in pieces", Encoding.UTF8.GetString(frame.AsSpan(2)));
    }

    [Fact]
    public async Task A_message_in_many_segments_of_the_pipe_is_one_message()
    {
        using var running = new RunningContext();
        var pair = new PipePair(new PipeOptions(minimumSegmentSize: 64, pauseWriterThreshold: 0));
        _ = LwsPipe.RunAsync(running.Context, pair.Server);
        using WebSocket client = await OpenAsync(pair);
        byte[] message = new byte[1_000_000];
        Random.Shared.NextBytes(message);
        await client.SendAsync(message, WebSocketMessageType.Binary, true, default);
        Assert.Equal(message, await ReceiveBytesAsync(client));
    }

    [Fact]
    public async Task A_pipe_whose_other_end_is_not_read_makes_sends_queue_and_drop()
    {
        using var running = new RunningContext();
        var pair = new PipePair(toClient: new PipeOptions(pauseWriterThreshold: 4_096, resumeWriterThreshold: 2_048));
        Task<AdoptResult> run = LwsPipe.RunAsync(running.Context, pair.Server);
        using WebSocket client = await OpenAsync(pair);
        for (int message = 0; message < 100; message++)
            await client.SendAsync(new byte[1_000], WebSocketMessageType.Binary, true, default);
        await EventuallyAsync(running, context => context.Messages == 100);
        SendResult[] results = await running.AskAsync(context => context.Results.ToArray());
        Assert.Contains(SendResult.Queued, results);
        Assert.Contains(SendResult.Dropped, results);

        int delivered = results.Count(result => result != SendResult.Dropped);
        for (int message = 0; message < delivered; message++)
            Assert.Equal(1_000, (await ReceiveBytesAsync(client)).Length);
        await EventuallyAsync(running, context => context.Writable == 1);
        pair.Client.Output.Complete();
        await run.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_paused_session_leaves_the_bytes_in_the_pipe()
    {
        using var running = new RunningContext(new LwsOptions { ReceiveBufferSize = 16_384, DrainTimeout = TimeSpan.FromMilliseconds(50) });
        var pair = new PipePair();
        _ = LwsPipe.RunAsync(running.Context, pair.Server);
        using WebSocket client = await OpenAsync(pair);
        await client.SendAsync("/pause 86400"u8.ToArray(), WebSocketMessageType.Text, true, default);
        await EventuallyAsync(running, context => context.Messages == 1);

        int written = 0;
        ValueTask<FlushResult> flush = default;
        while (flush.IsCompleted && written < 1_000_000)
        {
            byte[] frame = RawClient.Frame(2, new byte[1_000]);
            written += frame.Length;
            flush = pair.Client.Output.WriteAsync(frame);
        }

        Assert.InRange(written, 65_000, 100_000); // the pipe's own threshold is 65,536
        Assert.Equal(1, await running.AskAsync(context => context.Messages));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_abrupt_end_closes_the_session_once_with_1006(bool withException)
    {
        using var running = new RunningContext();
        var pair = new PipePair();
        Task<AdoptResult> run = LwsPipe.RunAsync(running.Context, pair.Server);
        using WebSocket client = await OpenAsync(pair);
        pair.Client.Output.Complete(withException ? new IOException("cut") : null);
        Assert.Equal(AdoptResult.Adopted, await run.WaitAsync(Patience));
        Assert.Equal([(CloseCode.Abnormal, false, true)], running.Context.Closed);
    }

    [Fact]
    public async Task A_peer_that_no_longer_reads_the_pipe_at_all_is_lost()
    {
        using var running = new RunningContext();
        var pair = new PipePair();
        Task<AdoptResult> run = LwsPipe.RunAsync(running.Context, pair.Server);
        using WebSocket client = await OpenAsync(pair);
        pair.Client.Input.Complete();
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, default);
        await run.WaitAsync(Patience);
        Assert.Equal(CloseCode.Abnormal, Assert.Single(running.Context.Closed).Code);
    }

    [Fact]
    public async Task A_cancelled_session_is_closed_with_1001()
    {
        using var running = new RunningContext();
        using var cancellation = new CancellationTokenSource();
        var pair = new PipePair();
        Task<AdoptResult> run = LwsPipe.RunAsync(running.Context, pair.Server, cancellationToken: cancellation.Token);
        using WebSocket client = await OpenAsync(pair);
        cancellation.Cancel();
        WebSocketReceiveResult received = await client.ReceiveAsync(new byte[100], default);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, received.CloseStatus);
        await client.CloseOutputAsync(received.CloseStatus!.Value, null, default);
        pair.Client.Output.Complete();
        Assert.Equal(AdoptResult.Adopted, await run.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_handshake_that_is_cancelled_ends_at_once()
    {
        using var running = new RunningContext();
        using var cancellation = new CancellationTokenSource();
        Task<AdoptResult> run = LwsPipe.RunAsync(running.Context, new PipePair().Server, cancellationToken: cancellation.Token);
        await EventuallyAsync(running, context => context.Loop.ConnectionCount == 1);
        cancellation.Cancel();
        Assert.Equal(AdoptResult.Adopted, await run.WaitAsync(Patience));
        Assert.Empty(running.Context.Closed);
    }

    [Fact]
    public async Task What_is_cancelled_before_the_loop_runs_is_not_taken()
    {
        using var context = new StreamContext();
        using var cancellation = new CancellationTokenSource();
        var pair = new PipePair();
        Task<AdoptResult> run = LwsPipe.RunAsync(context, pair.Server, cancellationToken: cancellation.Token);
        cancellation.Cancel();
        Assert.Equal(AdoptResult.Stopping, await run.WaitAsync(Patience));
        context.RunOnce(TimeSpan.Zero);
        Assert.Equal(0, context.Loop.ConnectionCount);
        pair.Server.Output.Complete(); // it is still ours
    }

    [Fact]
    public async Task A_full_context_leaves_the_pipe_alone()
    {
        using var running = new RunningContext(new LwsOptions { MaxConnections = 1, DrainTimeout = TimeSpan.FromMilliseconds(50) });
        _ = LwsPipe.RunAsync(running.Context, new PipePair().Server);
        Assert.Equal(AdoptResult.Full, await LwsPipe.RunAsync(running.Context, new PipePair().Server).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_context_that_stops_ends_its_pipes()
    {
        using var running = new RunningContext();
        var pair = new PipePair();
        Task<AdoptResult> run = LwsPipe.RunAsync(running.Context, pair.Server);
        using WebSocket client = await OpenAsync(pair);
        running.Stop();
        Assert.Equal(AdoptResult.Adopted, await run.WaitAsync(Patience));
        Assert.Equal(CloseCode.GoingAway, Assert.Single(running.Context.Closed).Code);
    }

    [Fact]
    public async Task Where_the_upgrade_is_done_frames_come_at_once()
    {
        using var running = new RunningContext();
        var pair = new PipePair();
        Task<AdoptResult> run = LwsPipe.RunUpgradedAsync<Talk>(running.Context, pair.Server);
        using WebSocket client = WebSocket.CreateFromStream(StreamOf(pair.Client), new WebSocketCreationOptions());
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, default);
        Assert.Equal("hello", await ReceiveAsync(client));
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        pair.Client.Output.Complete();
        Assert.Equal(AdoptResult.Adopted, await run.WaitAsync(Patience));
    }

    [Fact]
    public async Task Both_ends_can_be_of_Lws()
    {
        using var server = new RunningContext();
        using var client = new RunningContext();
        var pair = new PipePair();
        Task<AdoptResult> serving = LwsPipe.RunAsync(server.Context, pair.Server);
        Task<AdoptResult> connecting = LwsPipe.ConnectAsync<Talk>(client.Context, pair.Client, new Uri("wss://unseen.test/talk"));
        await EventuallyAsync(client, context => context.Opened == 1);
        await client.AskAsync(context =>
        {
            Assert.True(context.TryFind(1 << 30, out SessionHandle handle) && handle.TryGet(out Session session));
            handle.TryGet(out session);
            session.Send("/close 4000");
            return 0;
        });
        await Task.WhenAll(serving, connecting).WaitAsync(Patience);
        Assert.Equal([((CloseCode)4000, true, true)], client.Context.Closed);
        Assert.Equal([((CloseCode)4000, true, false)], server.Context.Closed);
    }

    [Fact]
    public async Task A_refused_client_is_told_the_status()
    {
        using var server = new RunningContext();
        using var client = new RunningContext();
        var pair = new PipePair();
        Task<AdoptResult> serving = LwsPipe.RunAsync(server.Context, pair.Server);
        await LwsPipe.ConnectAsync<Talk>(client.Context, pair.Client, new Uri("ws://unseen.test/nothing")).WaitAsync(Patience);
        await serving.WaitAsync(Patience);
        await EventuallyAsync(client, context => !context.Failed.IsEmpty);
        Assert.Equal([404], client.Context.Failed);
    }

    [Fact]
    public async Task Addresses_that_the_transport_knows_are_the_sessions()
    {
        using var running = new RunningContext();
        var pair = new PipePair();
        var options = new LwsPipeOptions { RemoteEndPoint = IPEndPoint.Parse("192.0.2.7:1234") };
        _ = LwsPipe.RunAsync(running.Context, pair.Server, options);
        using WebSocket client = await OpenAsync(pair);
        await client.SendAsync("/where"u8.ToArray(), WebSocketMessageType.Text, true, default);
        Assert.Equal("192.0.2.7:1234", await ReceiveAsync(client));
    }

    [Fact]
    public async Task Run_serves_one_pipe_on_the_calling_thread()
    {
        using var context = new StreamContext();
        var pair = new PipePair();
        Task<AdoptResult> run = Task.Run(() => LwsPipe.Run(context, pair.Server));
        using WebSocket client = await OpenAsync(pair);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        pair.Client.Output.Complete();
        Assert.Equal(AdoptResult.Adopted, await run.WaitAsync(Patience));
    }

    [Fact]
    public async Task Run_serves_one_pipe_by_a_context_of_its_own()
    {
        var pair = new PipePair();
        Task<AdoptResult> run = Task.Run(() => LwsPipe.Run<StreamContext>(pair.Server));
        using WebSocket client = await OpenAsync(pair);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        pair.Client.Output.Complete();
        Assert.Equal(AdoptResult.Adopted, await run.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_pipe_cannot_reconnect()
    {
        using var context = new StreamContext();
        var connect = new ConnectOptions { Reconnect = new Reconnect() };
        await Assert.ThrowsAsync<ArgumentException>(
            () => LwsPipe.ConnectAsync<Talk>(context, new PipePair().Client, new Uri("ws://unseen.test/"), connect));
    }

    internal static async Task EventuallyAsync(RunningContext running, Func<StreamContext, bool> condition)
    {
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!await running.AskAsync(condition))
        {
            Assert.True(Environment.TickCount64 < end, "It never happened.");
            await Task.Delay(1);
        }
    }

    internal static async Task<string> ReceiveAsync(WebSocket socket) => Encoding.UTF8.GetString(await ReceiveBytesAsync(socket));

    internal static async Task<byte[]> ReceiveBytesAsync(WebSocket socket)
    {
        using var message = new MemoryStream();
        using var end = new CancellationTokenSource(Patience);
        byte[] buffer = new byte[16_384];
        while (true)
        {
            WebSocketReceiveResult piece = await socket.ReceiveAsync(buffer, end.Token);
            message.Write(buffer, 0, piece.Count);
            if (piece.EndOfMessage)
                return message.ToArray();
        }
    }

    private static async Task<WebSocket> OpenAsync(PipePair pair)
    {
        await pair.Client.Output.WriteAsync(Encoding.ASCII.GetBytes(RawClient.Request("/talk")));
        string head = await ReadHeadAsync(pair.Client.Input);
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        return WebSocket.CreateFromStream(StreamOf(pair.Client), new WebSocketCreationOptions());
    }

    private static async Task<string> ReadHeadAsync(PipeReader reader)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync().AsTask().WaitAsync(Patience);
            string text = Encoding.Latin1.GetString(result.Buffer.ToArray());
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            reader.AdvanceTo(result.Buffer.GetPosition(end < 0 ? 0 : end + 4), end < 0 ? result.Buffer.End : result.Buffer.GetPosition(end + 4));
            if (end >= 0)
                return text[..end];
            Assert.False(result.IsCompleted, text);
        }
    }

    private static async Task<byte[]> ReadAsync(PipeReader reader, int count)
    {
        ReadResult result = await reader.ReadAtLeastAsync(count).AsTask().WaitAsync(Patience);
        byte[] bytes = result.Buffer.Slice(0, count).ToArray();
        reader.AdvanceTo(result.Buffer.GetPosition(count));
        return bytes;
    }

    private static DuplexStream StreamOf(IDuplexPipe pipe) => new(pipe.Input.AsStream(leaveOpen: true), pipe.Output.AsStream(leaveOpen: true));
}
