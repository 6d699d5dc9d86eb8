using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Lws.Interop;

namespace Lws.Streams;

/// <summary>The way in of a pipe, as a socket's: what has been read waits in the pipe until the loop takes it.</summary>
/// <remarks>Loop thread only, but for the end of a read. Nothing is read ahead: a pipe that is not asked for is not read from.</remarks>
[SuppressMessage("Reliability", "CA2012", Justification = "Its awaiter is kept, and asked for its result once.")]
internal sealed class PipeInput
{
    private readonly PipeReader _reader;
    private readonly Action _changed;
    private readonly Action _onRead;
    private readonly TaskCompletionSource _readEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConfiguredValueTaskAwaitable<ReadResult>.ConfiguredValueTaskAwaiter _read;
    private bool _isReading; // from the beginning of a read until its result is taken
    private volatile bool _hasResult;
    private volatile bool _isEnding;
    private bool _isOver;
    private bool _isBroken;

    /// <summary>Makes one that calls <paramref name="changed"/> on any thread.</summary>
    public PipeInput(PipeReader reader, Action changed)
    {
        _reader = reader;
        _changed = changed;
        _onRead = OnRead;
    }

    /// <summary>Whether <see cref="Receive"/> has an answer; begins to read where it has none.</summary>
    public bool IsReady()
    {
        if (!_isReading && !_isOver)
            BeginRead();
        return _hasResult || _isOver;
    }

    public SysResult Receive(Span<byte> buffer)
    {
        if (_hasResult)
            return Take(buffer);
        if (_isOver)
            return _isBroken ? SysResult.Reset : SysResult.Success(0);
        return SysResult.NotNow;
    }

    /// <summary>Ends a read that is under way, and completes the reader.</summary>
    public async Task EndAsync()
    {
        _isEnding = true;
        Interlocked.MemoryBarrier(); // OnRead looks the other way round: one of us sees the other
        if (_isReading && !_hasResult)
        {
            _reader.CancelPendingRead();
            await _readEnded.Task.ConfigureAwait(false);
        }

        try
        {
            await _reader.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A stream that is broken already may say so once more: there is nobody left to tell.
        }
    }

    private void BeginRead()
    {
        try
        {
            _read = _reader.ReadAsync().ConfigureAwait(false).GetAwaiter();
        }
        catch (Exception)
        {
            Break();
            return;
        }

        _isReading = true;
        if (_read.IsCompleted)
            _hasResult = true;
        else
            _read.UnsafeOnCompleted(_onRead);
    }

    private void OnRead()
    {
        _hasResult = true;
        Interlocked.MemoryBarrier();
        if (_isEnding)
            _readEnded.TrySetResult();
        else
            _changed();
    }

    private SysResult Take(Span<byte> buffer)
    {
        _hasResult = false;
        _isReading = false;
        ReadResult result;
        try
        {
            result = _read.GetResult();
        }
        catch (Exception)
        {
            Break();
            return SysResult.Reset;
        }

        ReadOnlySequence<byte> arrived = result.Buffer;
        if (!arrived.IsEmpty)
            return SysResult.Success(Copy(arrived, buffer));
        _reader.AdvanceTo(arrived.End);
        _isOver = result.IsCompleted;
        return _isOver ? SysResult.Success(0) : SysResult.NotNow;
    }

    // What does not fit is not examined either: the next read has it at once.
    private int Copy(ReadOnlySequence<byte> arrived, Span<byte> buffer)
    {
        int count = (int)Math.Min(arrived.Length, buffer.Length);
        ReadOnlySequence<byte> taken = arrived.Slice(0, count);
        taken.CopyTo(buffer);
        _reader.AdvanceTo(taken.End);
        return count;
    }

    private void Break()
    {
        _isOver = true;
        _isBroken = true;
    }
}
