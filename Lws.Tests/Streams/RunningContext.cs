using Xunit;

namespace Lws.Tests.Streams;

/// <summary>A context without a listener that runs on a thread of its own until it is disposed.</summary>
internal sealed class RunningContext : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public RunningContext(LwsOptions? options = null)
    {
        // Clients that a test leaves behind do not answer the last close frame.
        Context = new StreamContext(options ?? new LwsOptions { DrainTimeout = TimeSpan.FromMilliseconds(50) });
        _run = Task.Factory.StartNew(
            () => Context.Run(_stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public StreamContext Context { get; }

    /// <summary>Runs something on the loop's thread.</summary>
    public async Task<T> AskAsync<T>(Func<StreamContext, T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(Context.Post(() => answer.SetResult(question(Context))));
        return await answer.Task.WaitAsync(Patience);
    }

    public void Stop()
    {
        _stop.Cancel();
        Assert.True(_run.Wait(Patience), "The loop did not stop.");
    }

    public void Dispose()
    {
        Stop();
        Context.Dispose();
    }
}
