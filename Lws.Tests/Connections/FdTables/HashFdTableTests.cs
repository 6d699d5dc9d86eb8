namespace Lws.Tests.Connections.FdTables;

public class HashFdTableTests : FdTableTests<HashTable>
{
    protected override HashTable Create(int limit) => new(limit);
}
