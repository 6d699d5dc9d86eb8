using Lws.Connections;
using Xunit;

namespace Lws.Tests.Connections.FdTables;

/// <summary>A table beside a dictionary that remembers what the table must answer.</summary>
internal sealed class FdTableModel<TTable>(TTable table, int limit)
    where TTable : struct, IFdTable
{
    private readonly Dictionary<int, (int Slot, uint Generation)> _open = [];
    private readonly List<(int Slot, uint Generation)> _stale = [];
    private readonly List<int> _closed = [];
    private TTable _table = table;

    public IEnumerable<int> Fds => _open.Keys;

    public void AddOrFind(int fd)
    {
        if (_open.ContainsKey(fd))
        {
            Find(fd);
            return;
        }

        bool full = _open.Count + _closed.Count == limit;
        Assert.Equal(full, _table.IsFull);
        Assert.Equal(!full, _table.TryAdd(fd, out int slot));
        if (full)
            return;

        Assert.InRange(slot, 0, limit - 1);
        Assert.DoesNotContain(slot, _closed);
        Assert.DoesNotContain(_open.Values, entry => entry.Slot == slot);
        _open.Add(fd, (slot, _table.GenerationOf(slot)));
        CheckCount();
    }

    public void Find(int fd)
    {
        bool known = _open.TryGetValue(fd, out (int Slot, uint Generation) entry);
        Assert.Equal(known, _table.TryFind(fd, out int slot));
        if (!known)
            return;

        Assert.Equal(entry.Slot, slot);
        Assert.Equal(entry.Generation, _table.GenerationOf(slot));
        Assert.True(_table.IsCurrent(slot, entry.Generation));
    }

    public void Close(int fd)
    {
        if (!_open.Remove(fd, out (int Slot, uint Generation) entry))
            return;

        _table.Close(entry.Slot);
        _closed.Add(entry.Slot);
        _stale.Add(entry);
        Find(fd);
        CheckCount();
    }

    public void RecycleAll()
    {
        foreach (int slot in _closed)
            _table.Recycle(slot);
        _closed.Clear();
        CheckCount();
    }

    public void CheckAll()
    {
        foreach (int fd in _open.Keys)
            Find(fd);
        foreach ((int slot, uint generation) in _stale)
            Assert.False(_table.IsCurrent(slot, generation), "An event of a closed connection met the slot's next owner.");
        CheckCount();
    }

    private void CheckCount() => Assert.Equal(_open.Count + _closed.Count, _table.Count);
}
