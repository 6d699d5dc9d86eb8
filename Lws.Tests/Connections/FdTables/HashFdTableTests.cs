namespace Lws.Tests.Connections.FdTables;

public class HashFdTableTests : FdTableTests<HashTable>
{}
