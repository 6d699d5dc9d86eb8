using System.Text.RegularExpressions;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Generators;

/// <summary>docs/generated-code.md shows a program, and piece by piece what is emitted for it.</summary>
public partial class GeneratedCodePageTests
{
    [Fact]
    public void The_page_shows_what_is_emitted_for_its_program()
    {
        string page = File.ReadAllText(Repository.Find("docs/generated-code.md"));
        string source = Block().Matches(page).First(block => block.Groups["language"].Value == "csharp").Groups["code"].Value;
        GeneratedProgram program = GeneratedProgram.From(source);

        Assert.Empty(program.CompilerDiagnostics());
        Assert.Empty(program.AnalyzerDiagnostics());
        foreach ((string name, string text) in program.Files)
            Assert.Equal(Version().Replace(text, "$1VERSION"), Version().Replace(PiecesOf(name, page), "$1VERSION"));
    }

    // All blocks under the heading of a file, a blank line between each two.
    private static string PiecesOf(string file, string page)
    {
        string section = page[page.IndexOf($"## {file}\n", StringComparison.Ordinal)..];
        int end = section.IndexOf("\n## ", StringComparison.Ordinal);
        return string.Join("\n", Block().Matches(end < 0 ? section : section[..end]).Select(block => block.Groups["code"].Value));
    }

    [GeneratedRegex("```(?<language>cs|csharp)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("(\"Lws.Generators\", \")[0-9.]+")]
    private static partial Regex Version();
}
