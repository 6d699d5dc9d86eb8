using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lws.Bench.Reporting;

/// <summary>What <c>--json</c> writes: an array of flat objects, one a row.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <param name="file">Where to, or null for nowhere.</param>
    /// <param name="rows">Rows of any types; each is written with all its members.</param>
    public static void Write(FileInfo? file, IEnumerable<object> rows)
    {
        if (file is null)
            return;
        file.Directory?.Create();
        File.WriteAllText(file.FullName, JsonSerializer.Serialize(rows, Format) + "\n");
    }

    /// <summary>What <see cref="Write"/> has written, where all rows are of one type.</summary>
    public static T[] Read<T>(string file) => JsonSerializer.Deserialize<T[]>(File.ReadAllText(file), Format)!;
}
