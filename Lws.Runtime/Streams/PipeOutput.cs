using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Lws.Interop;

namespace Lws.Streams;

/// <summary>The way out of a pipe, as a socket's: it takes bytes until a flush has to wait, and then none until that is over.</summary>
/// <remarks>Loop thread only, but for the end of a flush.</remarks>
[SuppressMessage("Reliability", "CA2012", Justification = "Its awaiter is kept, and asked for its result once.")]
internal sealed class PipeOutput
{
    // What is copied into the pipe before it is asked whether it wants more: its default threshold of back-pressure.
    private const int Window = 65_536;

    private readonly PipeWriter _writer;
    private readonly Action _changed;
    private readonly Action _onFlushed;
    private readonly TaskCompletionSource _flushEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConfiguredValueTaskAwaitable<FlushResult>.ConfiguredValueTaskAwaiter _flush;
    private int _unflushed;
    private volatile bool _isFlushing;
    private volatile bool _isEnding;
    private volatile bool _isBroken;

    /// <summary>Makes one that calls <paramref name="changed"/> on any thread.</summary>
    public PipeOutput(PipeWriter writer, Action changed)
    {
        _writer = writer;
        _changed = changed;
        _onFlushed = OnFlushed;
    }

    /// <summary>Nobody reads the other end any more.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>Whether <see cref="Send"/> takes anything.</summary>
    public bool IsReady => !_isFlushing;

    public SysResult Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        Debug.Assert(!_isEnding, "Nothing is sent behind our end.");
        if (_isFlushing)
            return SysResult.NotNow;
        int taken = 0;
        bool hasRoom = !_isBroken && TryWrite(first, ref taken) && TryWrite(second, ref taken) && TryWrite(third, ref taken);
        if (hasRoom && _unflushed > 0)
            TryFlush();
        return _isBroken ? SysResult.NobodyReads : SysResult.Success(taken);
    }

    /// <summary>Completes the writer, behind a flush that is under way.</summary>
    /// <param name="patience">How long that may take yet; then it is cancelled.</param>
    public async Task EndAsync(TimeSpan patience)
    {
        _isEnding = true;
        Interlocked.MemoryBarrier(); // OnFlushed looks the other way round: one of us sees the other
        if (_isFlushing)
        {
            Task ended = _flushEnded.Task;
            if (await Task.WhenAny(ended, Task.Delay(patience)).ConfigureAwait(false) != ended)
                _writer.CancelPendingFlush();
            await ended.ConfigureAwait(false);
        }

        try
        {
            await _writer.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A stream that is broken already may say so once more: there is nobody left to tell.
        }
    }

    private bool TryWrite(ReadOnlySpan<byte> bytes, ref int taken)
    {
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, Window - _unflushed);
            if (!TryCopy(bytes[..count]))
                return false;
            bytes = bytes[count..];
            taken += count;
            if (_unflushed == Window && !TryFlush())
                return false;
        }

        return true;
    }

    private bool TryCopy(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _writer.Write(bytes);
        }
        catch (Exception)
        {
            _isBroken = true;
            return false;
        }

        _unflushed += bytes.Length;
        return true;
    }

    private bool TryFlush()
    {
        _unflushed = 0;
        try
        {
            _flush = _writer.FlushAsync().ConfigureAwait(false).GetAwaiter();
        }
        catch (Exception)
        {
            _isBroken = true;
            return false;
        }

        if (_flush.IsCompleted)
        {
            TakeResult();
            return !_isBroken;
        }

        _isFlushing = true;
        _flush.UnsafeOnCompleted(_onFlushed);
        return false;
    }

    private void OnFlushed()
    {
        TakeResult();
        _isFlushing = false;
        Interlocked.MemoryBarrier();
        if (_isEnding)
            _flushEnded.TrySetResult();
        else
            _changed();
    }

    private void TakeResult()
    {
        try
        {
            _isBroken |= _flush.GetResult().IsCompleted;
        }
        catch (Exception)
        {
            _isBroken = true;
        }
    }
}
