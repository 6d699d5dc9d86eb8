using Lws.Tests.Generators;
using Xunit;

namespace Lws.Tests.Docs;

/// <summary>The pages whose every block is a program by itself.</summary>
public class CompiledPagesTests
{
    public static TheoryData<string, int> Pages => new()
    {
        { "docs/upgrade.md", 3 },
        { "docs/sending.md", 4 },
        { "docs/topics.md", 3 },
        { "docs/compression.md", 2 },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Their_code_compiles_and_the_analyzer_has_nothing_to_say(string page, int blocks)
    {
        string[] code = [.. new Page(page).BlocksOf("csharp")];

        Assert.Equal(blocks, code.Length);
        foreach (string block in code)
        {
            GeneratedProgram program = GeneratedProgram.From(block);
            Assert.Empty(program.CompilerDiagnostics());
            Assert.Empty(program.AnalyzerDiagnostics());
        }
    }
}
