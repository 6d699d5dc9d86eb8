namespace Lws.Tests.Connections.FdTables;

public class ScanFdTableTests : FdTableTests<ScanTable>
{
    protected override ScanTable Create(int limit) => new(limit);
}
