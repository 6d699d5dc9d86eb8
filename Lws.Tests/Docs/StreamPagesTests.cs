using Lws.Tests.Generators;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lws.Tests.Docs;

public class StreamPagesTests
{
    private static readonly MetadataReference[] Xunit =
        [MetadataReference.CreateFromFile(typeof(Assert).Assembly.Location), MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location)];

    public static TheoryData<string> Blocks =>
        [.. new Page("docs/testing.md").BlocksOf("csharp"), .. new Page("docs/pipes.md").BlocksOf("csharp")];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Their_code_compiles_and_the_analyzer_has_nothing_to_say(string code)
    {
        GeneratedProgram program = GeneratedProgram.From(code, Xunit);

        Assert.Empty(program.CompilerDiagnostics());
        Assert.Empty(program.AnalyzerDiagnostics());
    }

    [Fact]
    public void They_have_code() => Assert.Equal(3, Blocks.Count);

    [Fact]
    public void The_tests_that_are_shown_pass()
    {
        var program = GeneratedProgram.From(new Page("docs/testing.md").BlocksOf("csharp").Single(), Xunit);
        Type tests = program.Load().GetType("ChatTests")!;
        object instance = Activator.CreateInstance(tests)!;
        var facts = tests.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), false)).ToArray();

        Assert.Equal(4, facts.Length);
        Assert.All(facts, fact => fact.Invoke(instance, null));
    }
}
