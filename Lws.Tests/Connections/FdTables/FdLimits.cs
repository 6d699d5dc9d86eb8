using Xunit;

namespace Lws.Tests.Connections.FdTables;

public sealed class FdLimits : TheoryData<int>
{
    public FdLimits()
    {
        AddRange(1, 2, 3, 8, 20, 64, 1_000, 65_536);
    }
}
