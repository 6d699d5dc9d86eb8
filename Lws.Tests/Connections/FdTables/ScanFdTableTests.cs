namespace Lws.Tests.Connections.FdTables;

public class ScanFdTableTests : FdTableTests<ScanTable>
{}
