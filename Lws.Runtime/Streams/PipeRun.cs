using Lws.Loop;

namespace Lws.Streams;

/// <summary>One connection over a pipe, from the thread that asks for it into the loop and back.</summary>
/// <param name="loop">Serves it.</param>
/// <param name="stream">The pipe.</param>
/// <param name="opening">How it begins.</param>
internal sealed class PipeRun(EventLoop loop, PipeStream stream, StreamOpening opening)
{
    private readonly TaskCompletionSource<AdoptResult> _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isDecided; // by the loop, which attaches it, or by a cancellation that comes first
    private int _slot;
    private uint _generation;

    /// <summary>Has the loop attach the pipe, and completes when it has closed it again, or has not taken it. Any thread.</summary>
    public async Task<AdoptResult> RunAsync(CancellationToken cancellationToken)
    {
        if (!loop.Post(static run => ((PipeRun)run!).Attach(), this))
            return AdoptResult.Full;
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static run => ((PipeRun)run!).Cancel(), this);
        AdoptResult result = await _attached.Task.ConfigureAwait(false);
        if (result == AdoptResult.Adopted)
            await stream.Ended.ConfigureAwait(false);
        return result;
    }

    private void Attach()
    {
        if (!TryDecide())
            return;
        AdoptResult result = loop.Attach(stream, opening, out _slot);
        if (result == AdoptResult.Adopted)
            _generation = loop.GenerationOf(_slot);
        _attached.SetResult(result);
    }

    private void Cancel()
    {
        if (TryDecide())
            _attached.SetResult(AdoptResult.Stopping);
        else if (!loop.Post(static run => ((PipeRun)run!).Leave(), this))
            stream.Break();
    }

    private void Leave()
    {
        if (_attached.Task is { IsCompleted: true, Result: AdoptResult.Adopted })
            loop.Leave(_slot, _generation);
    }

    private bool TryDecide() => Interlocked.Exchange(ref _isDecided, 1) == 0;
}
