using System.Text.Json;
using Lws.Bench.Reporting;
using Xunit;

namespace Lws.Tests.Bench.Report;

/// <summary>Scripts read these: the names are a contract.</summary>
public class JsonNamesTests
{
    [Theory]
    [InlineData("echo", "scenario", "rounds", "ratioToFloor", "ratioMin", "ratioMax", "cpuMicrosPerMessage", "messagesPerSecond",
        "p50Micros", "p99Micros", "p999Micros", "bytesAllocatedPerMessage")]
    [InlineData("idle", "connections", "bytesPerConnection", "managedBytesPerConnection", "startPssKiB", "readyMillis")]
    [InlineData("growth", "openConnections", "activeConnections", "cpuMicrosPerMessage", "ratioToFewest", "ratioMin", "ratioMax")]
    [InlineData("accepts", "cpuMicrosPerAccept", "ratioToFloor", "ratioMin", "ratioMax", "acceptsPerSecond")]
    public void Row_has_the_names_that_are_promised(string bench, params string[] names)
    {
        List<JsonElement> rows = [.. Rows().Where(row => row.GetProperty("bench").GetString() == bench)];

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.All(names, name => Assert.True(row.TryGetProperty(name, out _), $"{bench} has no {name}.")));
    }

    [Fact]
    public void Every_row_is_flat_and_says_whose_it_is_and_whether_that_was_missing() => Assert.All(Rows(), row =>
    {
        Assert.False(string.IsNullOrEmpty(row.GetProperty("server").GetString()));
        Assert.Equal(row.GetProperty("server").GetString() == "bun", row.GetProperty("missing").GetBoolean());
        Assert.DoesNotContain(row.EnumerateObject(), member => member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
    });

    private static List<JsonElement> Rows()
    {
        using var directory = new TemporaryDirectory();
        FileInfo file = directory.File("figures.json");
        JsonReport.Write(file, Figures.Create().Rows);
        return [.. JsonDocument.Parse(File.ReadAllText(file.FullName)).RootElement.EnumerateArray()];
    }
}
