using System.Diagnostics;
using Lws.Buffers;

namespace Lws.Deflate;

/// <summary>
/// The compressors and inflaters of one loop. Connections without context takeover have one only while a message is in progress,
/// so that few serve all; with it, a connection keeps its own until it ends.
/// </summary>
/// <remarks>
/// Loop thread only. Nothing is made in front of the first use; up to <see cref="DeflateOptions.MaxKept"/> of each kind are kept for
/// the next. The figures are those of <see cref="DeflateMemory"/>, in bytes.
/// </remarks>
/// <param name="options">Level and memory of the compressors, and how many to keep.</param>
/// <param name="share">Where the memory in use is counted, or null: nowhere else.</param>
internal sealed class DeflatePool(DeflateOptions options, BudgetShare? share = null) : IDisposable
{
    private readonly List<Deflater> _deflaters = [];
    private readonly List<Inflater> _inflaters = [];
    private bool _isDisposed;

    /// <summary>Memory of what is in use.</summary>
    public long RentedBytes { get; private set; }

    /// <summary>Memory of what waits to be used again.</summary>
    public long RetainedBytes { get; private set; }

    /// <summary>Gives a compressor at the beginning of a stream.</summary>
    /// <param name="windowBits">9 to 15.</param>
    /// <param name="keepsContext">Its messages may refer to earlier ones: it is for one connection alone.</param>
    public Deflater RentDeflater(int windowBits, bool keepsContext)
    {
        Debug.Assert(!_isDisposed, "The pool ends with its loop.");
        Deflater deflater = TakeKeptOf(windowBits) ?? new Deflater(windowBits, options.CompressionLevel, options.MemoryLevel);
        deflater.KeepsContext = keepsContext;
        CountRented(deflater.NativeBytes);
        return deflater;
    }

    /// <summary>Takes a compressor back, whatever it was in the middle of.</summary>
    public void Return(Deflater deflater)
    {
        CountRented(-deflater.NativeBytes);
        if (_isDisposed || options.MaxKept == 0)
        {
            deflater.Dispose();
            return;
        }

        // The one longest unused makes room: clients that ask for odd windows must not drive out the usual one.
        if (_deflaters.Count == options.MaxKept)
            TakeKept(0).Dispose();
        deflater.Clear();
        RetainedBytes += deflater.NativeBytes;
        _deflaters.Add(deflater);
    }

    /// <summary>Gives an inflater at the beginning of a stream.</summary>
    /// <param name="windowBits">8 to 15.</param>
    /// <param name="keepsContext">Its messages may refer to earlier ones: it is for one connection alone.</param>
    public Inflater RentInflater(int windowBits, bool keepsContext)
    {
        Debug.Assert(!_isDisposed, "The pool ends with its loop.");
        Inflater inflater;
        if (_inflaters.Count > 0)
        {
            inflater = _inflaters[^1];
            _inflaters.RemoveAt(_inflaters.Count - 1);
            inflater.Reset(windowBits);
            RetainedBytes -= DeflateMemory.OfInflater;
        }
        else
        {
            inflater = new Inflater(windowBits, options.MaxInflateRatio);
        }

        inflater.KeepsContext = keepsContext;
        CountRented(DeflateMemory.OfInflater);
        return inflater;
    }

    /// <summary>Takes an inflater back, whatever it was in the middle of.</summary>
    public void Return(Inflater inflater)
    {
        CountRented(-DeflateMemory.OfInflater);
        if (_isDisposed || _inflaters.Count >= options.MaxKept)
        {
            inflater.Dispose();
            return;
        }

        RetainedBytes += DeflateMemory.OfInflater;
        _inflaters.Add(inflater);
    }

    /// <summary>Frees what is kept. What is still in use is freed when it comes back.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        foreach (Deflater deflater in _deflaters)
            deflater.Dispose();
        foreach (Inflater inflater in _inflaters)
            inflater.Dispose();
        _deflaters.Clear();
        _inflaters.Clear();
        RetainedBytes = 0;
    }

    private void CountRented(long change)
    {
        RentedBytes += change;
        share?.Change(change);
    }

    private Deflater? TakeKeptOf(int windowBits)
    {
        for (int kept = _deflaters.Count - 1; kept >= 0; kept--)
        {
            if (_deflaters[kept].WindowBits == windowBits)
                return TakeKept(kept);
        }

        return null;
    }

    private Deflater TakeKept(int index)
    {
        Deflater deflater = _deflaters[index];
        _deflaters.RemoveAt(index);
        RetainedBytes -= deflater.NativeBytes;
        return deflater;
    }
}
