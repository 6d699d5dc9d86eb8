using Lws.Tests.Generators;
using Xunit;

namespace Lws.Tests.Docs;

public class TopicsPageTests
{
    public static TheoryData<string> Blocks => [.. new Page("docs/topics.md").BlocksOf("csharp")];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Its_code_compiles_and_the_analyzer_has_nothing_to_say(string code)
    {
        GeneratedProgram program = GeneratedProgram.From(code);

        Assert.Empty(program.CompilerDiagnostics());
        Assert.Empty(program.AnalyzerDiagnostics());
    }

    [Fact]
    public void It_has_code() => Assert.Equal(3, Blocks.Count);
}
