using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace Lws.Tests.Generators.CodeFixes;

public class DeclarationFixTests
{
    private const string Echo = "[LwsProtocol(\"echo\", Origins = [\"*\"])] partial struct Echo;\n";

    [Theory]
    [InlineData("[LwsProtocol(\"p\")]\n// why\nstruct P { }", "[LwsProtocol(\"p\")]\n// why\npartial struct P { }")]
    [InlineData("[LwsProtocol(\"p\")] /* a */ public struct P;", "[LwsProtocol(\"p\")] /* a */ public partial struct P;")]
    [InlineData("/// <summary>P.</summary>\n[LwsProtocol(\"p\")]\nfile struct P;", "/// <summary>P.</summary>\n[LwsProtocol(\"p\")]\npartial struct P;")]
    [InlineData("[LwsProtocol(\"p\")] file partial struct P;", "[LwsProtocol(\"p\")] partial struct P;")]
    [InlineData("[LwsProtocol(\"p\")] readonly record struct P(int N);", "[LwsProtocol(\"p\")] readonly partial record struct P(int N);")]
    [InlineData(
        "class A { public static class B { [LwsProtocol(\"p\")] internal struct P; } }",
        "partial class A { public static partial class B { [LwsProtocol(\"p\")] internal partial struct P; } }")]
    [InlineData("[LwsContext] [Serve<Echo>] sealed class C;", "[LwsContext] [Serve<Echo>] sealed partial class C;")]
    public async Task A_type_and_all_that_contain_it_become_partial(string source, string expected) =>
        await AssertFixAsync("LWS001", source, expected);

    [Theory]
    [InlineData("[LwsProtocol(\"p\")]\npublic sealed class P\n{\n}", "[LwsProtocol(\"p\")]\npublic partial struct P\n{\n}")]
    [InlineData("[LwsProtocol(\"p\")] class P(int n) { int N => n; }", "[LwsProtocol(\"p\")] partial struct P(int n) { int N => n; }")]
    [InlineData("[LwsProtocol(\"p\")] record P(int N);", "[LwsProtocol(\"p\")] partial record struct P(int N);")]
    [InlineData("[LwsProtocol(\"p\")] partial record class P;", "[LwsProtocol(\"p\")] partial record struct P;")]
    [InlineData("[LwsProtocol(\"p\")] ref partial struct P;", "[LwsProtocol(\"p\")] partial struct P;")]
    [InlineData("class A { [LwsProtocol(\"p\")] internal class P; }", "partial class A { [LwsProtocol(\"p\")] internal partial struct P; }")]
    public async Task A_protocol_becomes_a_partial_struct(string source, string expected) => await AssertFixAsync("LWS002", source, expected);

    [Theory]
    [InlineData("[LwsContext] [Serve<Echo>] struct C;", "[LwsContext] [Serve<Echo>] partial class C;")]
    [InlineData("[LwsContext] [Serve<Echo>] public record C;", "[LwsContext] [Serve<Echo>] public partial class C;")]
    [InlineData("[LwsContext] [Serve<Echo>] readonly record struct C;", "[LwsContext] [Serve<Echo>] partial class C;")]
    public async Task A_context_becomes_a_partial_class(string source, string expected) => await AssertFixAsync("LWS003", source, expected);

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task All_types_become_partial_at_once_though_one_contains_them(FixAllScope scope)
    {
        EditedProgram program = EditedProgram.From(
            "class A { [LwsProtocol(\"p\")] internal struct P; [LwsProtocol(\"q\")] internal struct Q; " +
            "internal class B { [LwsProtocol(\"r\")] internal struct R; } }");

        EditedProgram mended = await program.FixAllAsync("LWS001", scope: scope);

        await mended.AssertIsCleanAsync();
        Assert.StartsWith("partial class A { [LwsProtocol(\"p\")] internal partial struct P;", mended.Source(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_files_are_mended_at_once()
    {
        EditedProgram program = EditedProgram.From("[LwsProtocol(\"p\")] class P;", "[LwsProtocol(\"q\")] class Q;");

        EditedProgram mended = await program.FixAllAsync("LWS002");

        await mended.AssertIsCleanAsync();
        Assert.Equal("[LwsProtocol(\"q\")] partial struct Q;", mended.Source(1));
    }

    private static async Task AssertFixAsync(string id, string source, string expected)
    {
        EditedProgram program = EditedProgram.From(Echo + source);
        Assert.Equal(id, Assert.Single(await program.DiagnosticsAsync()).Id);

        EditedProgram mended = await program.FixAsync();

        Assert.Equal(Echo + expected, mended.Source());
        await mended.AssertIsCleanAsync();
    }
}
