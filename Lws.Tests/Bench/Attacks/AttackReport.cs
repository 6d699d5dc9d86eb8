using System.Net;
using System.Reflection;
using System.Text.Json;
using Lws.Tests.Support;

namespace Lws.Tests.Bench.Attacks;

/// <summary>
/// What <c>Lws.Bench attack</c>, run as its users run it, has found: by the number of each row its verdict, as it is written to the file,
/// and what the server did.
/// </summary>
internal sealed record AttackReport(
    ProgramResult Result, IReadOnlyDictionary<int, string> Rows, IReadOnlyDictionary<int, string> Got)
{
    // The build of the tests has built it, in the same configuration.
    private static readonly string Configuration =
        typeof(AttackReport).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The program that holds the runner.</summary>
    public static string Assembly { get; } = Repository.Find($"Lws.Bench/bin/{Configuration}/net10.0/Lws.Bench.dll");

    /// <summary>The rows whose verdict is one of these.</summary>
    public int[] RowsThat(params string[] verdicts) => [.. Rows.Where(row => verdicts.Contains(row.Value)).Select(row => row.Key)];

    public static async Task<AttackReport> RunAsync(IPEndPoint server, params string[] arguments)
    {
        string file = Path.GetTempFileName();
        try
        {
            ProgramResult result = await ProgramUnderTest.RunAsync(
                "dotnet", [Assembly, "attack", $"ws://{server}/", "--quick", "--json", file, .. arguments]);
            using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            JsonElement[] rows = [.. json.RootElement.EnumerateArray().Where(one => one.GetProperty("bench").GetString() == "attack")];
            return new AttackReport(
                result,
                rows.ToDictionary(row => row.GetProperty("row").GetInt32(), row => row.GetProperty("verdict").GetString()!),
                rows.ToDictionary(row => row.GetProperty("row").GetInt32(), row => row.GetProperty("got").GetString()!));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
