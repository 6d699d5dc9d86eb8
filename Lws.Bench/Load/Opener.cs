using Lws.Interop;

namespace Lws.Bench.Load;

/// <summary>Opens many connections, some at a time.</summary>
internal sealed class Opener(Target target, TimeSpan patience) : LoadEngine
{
    // Below every server's backlog, so that no connect waits for the kernel to repeat it.
    private const int AtATime = 64;

    private readonly List<Opening> _openings = [];
    private Action<int, ReadOnlySpan<byte>> _opened = (_, _) => { };
    private int _wanted;
    private int _begun;

    /// <summary>Opens them; each is given to <paramref name="opened"/> with what came behind the answer to the greeting.</summary>
    /// <exception cref="LoadException">One cannot be opened, or time is up.</exception>
    public void Open(int count, Action<int, ReadOnlySpan<byte>> opened)
    {
        _wanted = count;
        _opened = opened;
        Start();
        Finish();
    }

    public override void Start()
    {
        while (_openings.Count < Math.Min(_wanted, AtATime))
        {
            _openings.Add(new Opening(target, Epoll, (ulong)_openings.Count));
            BeginNext(_openings[^1]);
        }
    }

    public override void Finish()
    {
        if (!TryServeUntil(() => Completed == _wanted, patience))
            throw new LoadException($"{_wanted - Completed} of {_wanted} connections were not open after {patience.TotalSeconds:0.#} s");
    }

    public override void Dispose()
    {
        foreach (Opening opening in _openings)
            opening.Reset();
        base.Dispose();
    }

    protected override void Serve(EpollEvent ready)
    {
        Opening opening = _openings[(int)ready.Data];
        if (!opening.Advance())
            return;
        Completed++;
        _opened(opening.Take(), opening.Rest);
        if (_begun < _wanted)
            BeginNext(opening);
    }

    private void BeginNext(Opening opening)
    {
        _begun++;
        opening.Begin(Now);
    }
}
