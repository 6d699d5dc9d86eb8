using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Lws.Tests.Generators;

public class HandlerSuppressorTests
{
    [Theory]
    [InlineData("void OnOpen(Session session) { }", 3)]
    [InlineData("public readonly void OnPing(Session session, ReadOnlySpan<byte> payload) { }", 4)]
    [InlineData("void OnConnectFailed(ConnectFailure failure) { }", 3)]
    public void A_handler_is_not_told_to_change_its_signature(string method, int remarks)
    {
        Diagnostic[] found = Criticize($"[LwsProtocol(\"p\")] partial struct P {{ {method} }}");

        Assert.Equal(remarks, found.Length);
        Assert.All(found, diagnostic => Assert.True(diagnostic.IsSuppressed, diagnostic.ToString()));
    }

    [Theory]
    [InlineData("[LwsProtocol(\"p\")] partial struct P { void Other(Session session) { } }")]
    [InlineData("[LwsProtocol(\"p\")] partial struct P { void OnOpen(int number) { } }")]
    [InlineData("[LwsProtocol(\"p\")] partial struct P { static void OnOpen(Session session) { } }")]
    [InlineData("[LwsProtocol(\"p\")] partial struct P { struct Inner { void OnOpen(Session session) { } } }")]
    [InlineData("partial struct NotMarked { void OnOpen(Session session) { } }")]
    public void Every_other_method_is(string source)
    {
        Diagnostic[] found = Criticize(source);

        Assert.Equal(["CA1822", "IDE0051", "IDE0060"], found.Select(diagnostic => diagnostic.Id).Order());
        Assert.All(found, diagnostic => Assert.False(diagnostic.IsSuppressed, diagnostic.ToString()));
    }

    [Fact]
    public void What_a_handler_contains_is_not_part_of_its_signature()
    {
        Diagnostic[] found = Criticize(
            "[LwsProtocol(\"p\")] partial struct P { void OnOpen(Session session) { void Local(int number) { } Local(1); } }");

        Assert.Equal(
            ["IDE0060", "IDE0062"],
            found.Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => diagnostic.Id).Order());
    }

    private static Diagnostic[] Criticize(string source) => Compilations.Of(source)
        .WithAnalyzers(
            [new MethodCritic(), new HandlerSuppressor()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true,
                logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true))
        .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().ToArray();
}
