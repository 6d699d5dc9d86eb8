using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lws.Tests.Generators;

public class HintNameTests
{
    /// <summary>Sources in which <c>{Echo}</c> stands for a protocol of that name.</summary>
    [Theory]
    [InlineData("namespace Demo; {Echo}", "Demo.Echo")]
    [InlineData("namespace Demo; partial class Box<T> { {Echo} }", "Demo.Box{T}.Echo")]
    [InlineData("namespace Demo; {Echo} {ECHO} {echo}", "D+emo.E+C+H+O+", "D+emo.E+cho", "D+emo.echo")]
    [InlineData("namespace Demo { {Echo} } namespace demo { {Echo} }", "D+emo.E+cho", "demo.E+cho")]
    [InlineData("partial class Box { {Echo} } partial class box { {echo} }", "B+ox.E+cho", "box.echo")]
    [InlineData("{Echo} enum echo;", "Echo")]
    [InlineData("{Echo} static class Other { static int echo; }", "Echo")]
    [InlineData("{Grüße} {grüße} {GRÜßE}", "G+R+Ü+ßE+", "G+rüße", "grüße")]
    [InlineData("{A_B} {A\u203FB}", "A_B", "A\u203FB")]
    public void Emitted_files_have_the_names_of_their_types_though_these_differ_only_by_case(string source, params string[] names)
    {
        GeneratedProgram program = GeneratedProgram.From(
            Regex.Replace(source, @"\{(\w+)\}", "[LwsProtocol(\"p\", Origins = [\"*\"])] public partial struct $1;"));

        Assert.Equal(names.Select(name => name + ".LwsProtocol.g.cs").Order(), program.Files.Keys.Order());
        Assert.Empty(program.AnalyzerDiagnostics());
        Assert.DoesNotContain(program.CompilerDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
    }
}
