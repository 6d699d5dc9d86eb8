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

    /// <summary>Rows that <see cref="Write"/> has written, by their member <c>bench</c>.</summary>
    public static List<T> Read<T>(FileInfo file, string bench)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file.FullName));
        return [.. from row in document.RootElement.EnumerateArray()
                   where row.GetProperty("bench").GetString() == bench
                   select row.Deserialize<T>(Format)];
    }

    /// <summary>What <see cref="Write"/> has written, where all rows are of one type.</summary>
    public static T[] Read<T>(string file) => JsonSerializer.Deserialize<T[]>(File.ReadAllText(file), Format)!;
}
