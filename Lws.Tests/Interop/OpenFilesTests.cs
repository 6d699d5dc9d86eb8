using System.Globalization;
using Lws.Interop;
using Xunit;

namespace Lws.Tests.Interop;

public sealed class OpenFilesTests
{
    [Fact]
    public void The_limit_is_the_soft_limit_of_the_process()
    {
        string line = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        string soft = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];

        Assert.Equal(long.Parse(soft, CultureInfo.InvariantCulture), OpenFiles.Limit);
    }
}
