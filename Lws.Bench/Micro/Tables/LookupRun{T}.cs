using Lws.Bench.FdMap;
using Lws.Bench.FdMap.Strategies;

namespace Lws.Bench.Micro.Tables;

/// <inheritdoc/>
internal sealed class LookupRun<TLookup> : LookupRun
    where TLookup : struct, ILookup
{
    private const int Seed = 6_455;

    private readonly int[] _fds = new int[Length];
    private readonly ulong[] _events = new ulong[Length];
    private TLookup _lookup;

    public LookupRun(LookupCase @case)
    {
        _lookup = default;
        _lookup.Initialize(@case);
        int[] open = @case.OpenFds();
        ulong[] events = Array.ConvertAll(open, fd => _lookup.Open(fd));

        var random = new Random(Seed);
        for (int index = 0; index < Length; index++)
        {
            int connection = random.Next(open.Length);
            _fds[index] = open[connection];
            _events[index] = events[connection];
        }

        if (FindByEvents() != Length || FindByFds() != Length)
            throw new InvalidOperationException($"{@case}: an open connection is not found.");
    }

    public override int FindByEvents()
    {
        int found = 0;
        foreach (ulong data in _events)
            found += _lookup.FindByEvent(data) ? 1 : 0;
        return found;
    }

    public override int FindByFds()
    {
        int found = 0;
        foreach (int fd in _fds)
            found += _lookup.FindByFd(fd) ? 1 : 0;
        return found;
    }
}
