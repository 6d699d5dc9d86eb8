using Lws.Bench.Toolchain;
using Xunit;

namespace Lws.Tests.Bench.Toolchain;

public sealed class FreshnessTests : IDisposable
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    private string Output => Path.Combine(_directory, "output");

    private string Sources => Path.Combine(_directory, "sources");

    public FreshnessTests()
    {
        Write("output", Noon);
        Write("sources/deep/source", Noon.AddHours(-1));
        SetDirectoryTimes(Noon.AddHours(-1));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Output_newer_than_its_sources_is_fresh() => Assert.True(Freshness.IsNewer(Output, [Sources]));

    [Fact]
    public void Output_that_is_not_there_is_not_fresh() => Assert.False(Freshness.IsNewer(Output + "s", [Sources]));

    [Fact]
    public void Edited_source_makes_it_stale()
    {
        Write("sources/deep/source", Noon.AddHours(1));
        Assert.False(Freshness.IsNewer(Output, [Sources]));
    }

    [Fact]
    public void Removed_source_makes_it_stale()
    {
        File.Delete(Path.Combine(_directory, "sources/deep/source"));
        Assert.False(Freshness.IsNewer(Output, [Sources]));
    }

    [Theory]
    [InlineData("bin")]
    [InlineData("obj")]
    public void What_a_build_leaves_is_no_source(string directory)
    {
        Write($"sources/{directory}/left", Noon.AddHours(1));
        SetDirectoryTimes(Noon.AddHours(-1));
        Assert.True(Freshness.IsNewer(Output, [Sources]));
    }

    private void Write(string name, DateTime time)
    {
        string path = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, time);
    }

    private void SetDirectoryTimes(DateTime time)
    {
        foreach (string directory in (string[])[Sources, Path.Combine(Sources, "deep")])
            Directory.SetLastWriteTimeUtc(directory, time);
    }
}
