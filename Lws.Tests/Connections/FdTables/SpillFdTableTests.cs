using Lws.Connections;

namespace Lws.Tests.Connections.FdTables;

public class SpillFdTableTests : FdTableTests<SpillFdTable<ThreeTable>>;
