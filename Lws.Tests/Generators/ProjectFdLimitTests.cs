using System.Xml.Linq;
using Lws.Generators;
using Lws.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lws.Tests.Generators;

public class ProjectFdLimitTests
{
    private const string Sized = "[LwsContext(FdLimit = 5)] [Serve<P>] partial class Sized;\n";
    private const string Unsized = "[LwsContext] [Serve<P>] partial class Unsized;\n";
    private const string Source = "[LwsProtocol(\"p\", Origins = [\"*\"])] partial struct P;\n" + Sized + Unsized;

    [Theory]
    [InlineData("64", "64")]
    [InlineData(" 1 ", "1")]
    [InlineData("16000000", "16_000_000")]
    [InlineData("", "int.MaxValue")]
    [InlineData("  ", "int.MaxValue")]
    [InlineData(null, "int.MaxValue")]
    public void A_context_without_a_limit_takes_the_projects(string? property, string expected)
    {
        GeneratedProgram program = GeneratedProgram.From(Source, new ProjectProperties(property));

        Assert.Contains($"const int FdLimit = {expected};", program.File("Unsized"), StringComparison.Ordinal);
        Assert.Contains("const int FdLimit = 5;", program.File("Sized"), StringComparison.Ordinal);
        Assert.Empty(program.AnalyzerDiagnostics());
        Assert.Empty(program.CompilerDiagnostics());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("16000001")]
    [InlineData("99999999999999999999")]
    [InlineData("1_000")]
    [InlineData("1,000")]
    [InlineData("0x40")]
    [InlineData("many")]
    public void A_property_that_is_no_limit_is_an_error_at_the_contexts_that_use_it(string property)
    {
        GeneratedProgram program = GeneratedProgram.From(Source, new ProjectProperties(property));

        Diagnostic error = Assert.Single(program.AnalyzerDiagnostics());
        Assert.Equal("LWS104", error.Id);
        Assert.Equal("Unsized", Source[Compilations.PlaceOf(error)]);
        Assert.Contains($"'{property}'", error.GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(program.CompilerDiagnostics());
    }

    [Fact]
    public void Spill_grows_past_the_projects_limit()
    {
        GeneratedProgram program = GeneratedProgram.From(
            Source.Replace("[LwsContext]", "[LwsContext(FdOverflow = FdOverflow.Spill)]", StringComparison.Ordinal),
            new ProjectProperties("64"));

        Assert.Empty(program.AnalyzerDiagnostics());
        Assert.Contains("SpillFdTable<FdTable>", program.File("Unsized"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("many", "LWS104")]
    [InlineData(null, "LWS103")]
    public void Spill_without_a_limit_of_either_kind_is_one_error(string? property, string id)
    {
        GeneratedProgram program = GeneratedProgram.From(
            Source.Replace("[LwsContext]", "[LwsContext(FdOverflow = FdOverflow.Spill)]", StringComparison.Ordinal),
            new ProjectProperties(property));

        Assert.Equal(id, Assert.Single(program.AnalyzerDiagnostics()).Id);
    }

    [Fact]
    public void A_new_property_changes_no_context_with_a_limit_of_its_own()
    {
        CSharpCompilation compilation = Compilations.Of(Source);
        GeneratorRunResult run = Compilations.NewDriver(new ProjectProperties("64"))
            .RunGenerators(compilation)
            .WithUpdatedAnalyzerConfigOptions(new ProjectProperties("65"))
            .RunGenerators(compilation)
            .GetRunResult().Results.Single();

        Assert.Equal(
            [IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified],
            run.TrackedSteps[TrackingNames.EmittableContexts].SelectMany(step => step.Outputs).Select(output => output.Reason));
    }

    [Theory]
    [InlineData("64", "064")]
    [InlineData("", "many")]
    public void A_property_of_the_same_meaning_changes_nothing(string property, string edited)
    {
        CSharpCompilation compilation = Compilations.Of(Source);
        GeneratorRunResult run = Compilations.NewDriver(new ProjectProperties(property))
            .RunGenerators(compilation)
            .WithUpdatedAnalyzerConfigOptions(new ProjectProperties(edited))
            .RunGenerators(compilation)
            .GetRunResult().Results.Single();

        PipelineSteps.AssertNothingIsComputedAnew(run);
    }

    [Fact]
    public void The_props_file_of_the_package_makes_the_properties_visible() => Assert.Equal(
        ["LwsFdLimit", "LwsMemoryBudget"],
        XDocument.Load(Repository.Find("Lws.Generators/build/Lws.props"))
            .Descendants("CompilerVisibleProperty").Select(item => item.Attribute("Include")!.Value));
}
