using System.Text.RegularExpressions;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Generators;

/// <summary>
/// Compares emitted text with a file beside the tests. <c>LWS_UPDATE_SNAPSHOTS=1</c> writes the files instead; look through the
/// difference before it is committed.
/// </summary>
internal static partial class Snapshot
{
    private static readonly bool IsUpdating = Environment.GetEnvironmentVariable("LWS_UPDATE_SNAPSHOTS") == "1";

    /// <summary>Compares all files of a program.</summary>
    /// <param name="program">What was emitted.</param>
    /// <param name="name">The test's name, which is the snapshot's.</param>
    public static void Verify(GeneratedProgram program, string name)
    {
        string path = Repository.Find($"Lws.Tests/Generators/Snapshots/{name}.verified.txt");
        string actual = Join(program);
        if (IsUpdating)
            File.WriteAllText(path, actual);

        Assert.True(File.Exists(path), $"There is no snapshot {name}.verified.txt.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Join(GeneratedProgram program) => string.Join("\n", program.Files
        .OrderBy(file => file.Key, StringComparer.Ordinal)
        .Select(file => $"==== {file.Key} ====\n{WithoutNumbers(file.Value)}"));

    // The snapshots outlive the generator's versions, and the sizes of the runtime's records.
    private static string WithoutNumbers(string text) => Sum().Replace(
        Version().Replace(text, "\"Lws.Generators\", \"VERSION\""), "BytesPerContext = SUM;");

    [GeneratedRegex("\"Lws.Generators\", \"[0-9.]+\"")]
    private static partial Regex Version();

    [GeneratedRegex("BytesPerContext = [0-9_]+;")]
    private static partial Regex Sum();
}
