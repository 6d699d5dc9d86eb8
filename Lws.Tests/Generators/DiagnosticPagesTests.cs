using Lws.Generators.Diagnostics;
using Lws.Tests.Generators.CodeFixes;
using Lws.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lws.Tests.Generators;

public class DiagnosticPagesTests
{
    public static TheoryData<string> Ids => [.. Descriptors().Keys];

    [Fact]
    public void There_is_a_page_for_each_id_and_no_other_page() => Assert.Equal(
        Descriptors().Keys.Order(),
        Directory.GetFiles(Repository.Find("docs/diagnostics"), "LWS*.md").Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void The_list_of_pages_has_each_id_with_its_title() => Assert.Equal(
        Descriptors().Values.Select(d => $"| [{d.Id}]({d.Id}.md) | {d.Title} |").Order(),
        File.ReadAllLines(Repository.Find("docs/diagnostics/README.md"))
            .Where(line => line.StartsWith("| [LWS", StringComparison.Ordinal)).Order());

    [Fact]
    public void The_list_of_pages_names_the_ids_that_a_fix_is_offered_for()
    {
        string list = File.ReadAllText(Repository.Find("docs/diagnostics/README.md"));
        string text = list[..list.IndexOf("| id |", StringComparison.Ordinal)];

        Assert.All(EditedProgram.FixableIds, id => Assert.Contains(id, text, StringComparison.Ordinal));
        Assert.Subset(Descriptors().Keys.ToHashSet(), EditedProgram.FixableIds.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_the_title_of_its_diagnostic_and_every_section(string id)
    {
        string page = Page(id);

        Assert.StartsWith($"# {id}: {Descriptors()[id].Title}\n", page, StringComparison.Ordinal);
        Assert.Equal(
            ["Flagged", "Mended", "Why", "Not flagged", "Suppress"],
            page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_flagged_code_of_a_page_is_flagged_and_the_mended_code_is_not(string id)
    {
        GeneratedProgram flagged = ProgramUnder("Flagged", Page(id));
        GeneratedProgram mended = ProgramUnder("Mended", Page(id));

        Assert.Equal(id, Assert.Single(flagged.AnalyzerDiagnostics()).Id);
        Assert.Empty(mended.AnalyzerDiagnostics());
        Assert.Empty(mended.CompilerDiagnostics());
    }

    [Fact]
    public void The_release_notes_of_the_analyzer_list_each_id_once_with_category_and_severity()
    {
        IEnumerable<string> listed = new[] { "Shipped", "Unshipped" }
            .SelectMany(part => File.ReadAllLines(Repository.Find($"Lws.Generators/AnalyzerReleases.{part}.md")))
            .Where(line => line.StartsWith("LWS", StringComparison.Ordinal));

        Assert.Equal(
            Descriptors().Values.Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {d.Title}").Order(),
            listed.Order());
    }

    [Fact]
    public void What_the_generator_refuses_is_an_error_that_cannot_be_turned_off_and_advice_on_usage_is_a_warning_that_can() =>
        Assert.All(Descriptors().Values, descriptor =>
        {
            bool isAdvice = descriptor.Id.StartsWith("LWS2", StringComparison.Ordinal);
            Assert.Equal(isAdvice ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, descriptor.DefaultSeverity);
            Assert.Equal(!isAdvice, descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
            Assert.Equal(isAdvice, descriptor.Category == "Lws.Usage");
        });

    private static Dictionary<string, DiagnosticDescriptor> Descriptors() =>
        new LwsAnalyzer().SupportedDiagnostics.ToDictionary(descriptor => descriptor.Id);

    private static string Page(string id) => File.ReadAllText(Repository.Find($"docs/diagnostics/{id}.md"));

    // A section has code, and before it the property of the project where that is what counts.
    private static GeneratedProgram ProgramUnder(string heading, string page)
    {
        string section = Between($"## {heading}\n", "\n## ", page)!;
        var project = new ProjectProperties(
            Between("<LwsFdLimit>", "</LwsFdLimit>", section), Between("<LwsMemoryBudget>", "</LwsMemoryBudget>", section));
        CSharpCompilation compilation = Compilations.Of(Between("```csharp\n", "```", section)!);
        return GeneratedProgram.From(compilation.RemoveSyntaxTrees(compilation.SyntaxTrees[1]), project);
    }

    private static string? Between(string begin, string end, string text)
    {
        int place = text.IndexOf(begin, StringComparison.Ordinal);
        if (place < 0)
            return null;

        string rest = text[(place + begin.Length)..];
        return rest[..rest.IndexOf(end, StringComparison.Ordinal)];
    }
}
