using System.IO.Pipelines;
using Lws.Interop;

namespace Lws.Streams;

/// <summary>A pipe as the loop sees it.</summary>
/// <remarks>Loop thread only, but for <see cref="Break"/> and <see cref="Ended"/>.</remarks>
internal sealed class PipeStream : ByteStream
{
    private readonly PipeInput _input;
    private readonly PipeOutput _output;
    private readonly TimeSpan _patience;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _outputEnded;
    private volatile bool _isCut;

    /// <summary>Makes one.</summary>
    /// <param name="pipe">Completed by the stream, both ways.</param>
    /// <param name="patience">How long the last bytes may take to go out.</param>
    public PipeStream(IDuplexPipe pipe, TimeSpan patience)
    {
        _input = new PipeInput(pipe.Input, Changed);
        _output = new PipeOutput(pipe.Output, Changed);
        _patience = patience;
    }

    /// <summary>The loop has closed the stream, and both ways of the pipe are completed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Makes the loop lose the connection. Any thread.</summary>
    public void Break()
    {
        _isCut = true;
        Changed();
    }

    public override EpollReadiness ReadinessFor(EpollInterest interest)
    {
        EpollReadiness readiness = _isCut || _output.IsBroken ? EpollReadiness.Error : EpollReadiness.None;
        if ((interest & EpollInterest.Receive) != 0 && _input.IsReady())
            readiness |= EpollReadiness.Receive;
        if ((interest & EpollInterest.Send) != 0 && _output.IsReady)
            readiness |= EpollReadiness.Send;
        return readiness;
    }

    public override SysResult Receive(Span<byte> buffer)
    {
        SysResult result = _isCut ? SysResult.Reset : _input.Receive(buffer);
        return result.WouldBlock && _output.IsBroken ? SysResult.Reset : result;
    }

    public override SysResult Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third) =>
        _output.Send(first, second, third);

    public override void SendFin() => _outputEnded ??= _output.EndAsync(_patience);

    public override void Close() => _ = EndAsync(_outputEnded is null ? TimeSpan.Zero : _patience);

    // The way out first: many pipes dispose the stream below both ways with whichever is completed.
    private async Task EndAsync(TimeSpan patience)
    {
        await (_outputEnded ??= _output.EndAsync(patience)).ConfigureAwait(false);
        await _input.EndAsync().ConfigureAwait(false);
        _ended.SetResult();
    }
}
