using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Xunit;

namespace Lws.Tests.Generators.CodeFixes;

public class UsageFixTests
{
    /// <summary>Members of a protocol, and what becomes of them.</summary>
    [Theory]
    [InlineData("void OnOpen() { }", "void OnOpen(Session session) { }")]
    [InlineData("/// <summary>O.</summary>\n    private static void OnOpen(in Session s) => s.Close();", "/// <summary>O.</summary>\n    private void OnOpen(Session s) => s.Close();")]
    [InlineData("int OnOpen(Session s) => 0;", "void OnOpen(Session s) { }")]
    [InlineData("System.Threading.Tasks.Task OnTimer(Session s) { s.Ping(); return null; }", "void OnTimer(Session s) { s.Ping(); return; }")]
    [InlineData("void OnPing(ReadOnlySpan<byte> data, Lws.Session s) => s.Send(data);", "void OnPing(Session s, ReadOnlySpan<byte> data) => s.Send(data);")]
    [InlineData(
        "void OnMessage(Session s) => s.Close();",
        "void OnMessage(Session s, ReadOnlySpan<byte> payload, MessageKind kind) => s.Close();")]
    [InlineData("void OnOpen<T>(Session s) where T : class { }", "void OnOpen(Session s) { }")]
    [InlineData("void OnUpgrade(UpgradeRequest request) { }", "UpgradeResult OnUpgrade(UpgradeRequest request)\n    {\n        return UpgradeResult.Accept;\n    }")]
    [InlineData("bool OnUpgrade(UpgradeRequest request) => true;", "UpgradeResult OnUpgrade(UpgradeRequest request) => UpgradeResult.Accept;")]
    [InlineData(
        "void OnMessage(Session s, string text) => s.Send(text + text.Length);",
        "void OnMessage(Session s, ReadOnlySpan<byte> payload, MessageKind kind) => " +
        "s.Send(System.Text.Encoding.UTF8.GetString(payload) + System.Text.Encoding.UTF8.GetString(payload).Length);")]
    [InlineData(
        "void OnMessage(string text)\n    {\n        Console.WriteLine(text);\n    }",
        "void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)\n    {\n" +
        "        string text = System.Text.Encoding.UTF8.GetString(payload);\n        Console.WriteLine(text);\n    }")]
    [InlineData(
        "void OnClosing(Session s, CloseCode code, string reason) => Console.WriteLine(reason);",
        "void OnClosing(Session s, CloseCode code, ReadOnlySpan<byte> utf8) => Console.WriteLine(System.Text.Encoding.UTF8.GetString(utf8));")]
    [InlineData(
        "void OnMessage(Session s, byte[] data) => s.Send(data);",
        "void OnMessage(Session s, ReadOnlySpan<byte> data, MessageKind kind) => s.Send(data);")]
    [InlineData("async void OnOpen(int n) { }", "void OnOpen(Session session) { }")]
    public async Task A_handler_gets_the_signature_of_its_event(string members, string expected) =>
        await AssertFixAsync(Protocol(members), Protocol(expected));

    [Theory]
    [InlineData("void OnMesage(Session s, ReadOnlySpan<byte> p, MessageKind k) { }", "void OnMessage(Session s, ReadOnlySpan<byte> p, MessageKind k) { }")]
    [InlineData("public void /* c */ onopen (Session s) { }", "public void /* c */ OnOpen (Session s) { }")]
    public async Task A_method_gets_the_name_of_the_handler_that_is_meant(string members, string expected) =>
        await AssertFixAsync(Protocol(members), Protocol(expected));

    [Fact]
    public async Task A_missing_handler_is_added_at_the_end() => await AssertFixAsync(
        "[LwsProtocol(\"p\")]\npartial struct P\n{\n    void OnOpen(Session s) => s.SetTimer(TimeSpan.Zero);\n}\n",
        "[LwsProtocol(\"p\")]\npartial struct P\n{\n    void OnOpen(Session s) => s.SetTimer(TimeSpan.Zero);\n\n" +
        "    void OnTimer(Session session) { }\n}\n");

    [Fact]
    public async Task A_missing_handler_is_added_to_a_struct_without_braces()
    {
        EditedProgram program = EditedProgram.From("[LwsProtocol(\"p\", LowQueuedBytes = 9)]\npartial struct P;\n");

        EditedProgram mended = await program.FixAsync();

        Assert.Contains("void OnWritable(Session session) { }", mended.Source(), StringComparison.Ordinal);
        await mended.AssertIsCleanAsync();
    }

    [Fact]
    public async Task Two_timers_of_one_protocol_need_one_handler()
    {
        EditedProgram program = EditedProgram.From(Protocol(
            "void OnOpen(Session s) => s.SetTimer(TimeSpan.Zero); void OnPong(Session s, ReadOnlySpan<byte> p) => s.SetTimer(TimeSpan.Zero);"));
        Assert.Equal(2, (await program.DiagnosticsAsync()).Length);

        EditedProgram mended = await program.FixAllAsync("LWS207");

        await mended.AssertIsCleanAsync();
    }

    [Theory]
    [InlineData(0, "[Origins.Same]")]
    [InlineData(1, "[Origins.Same, Origins.Missing]")]
    [InlineData(2, "[Origins.Any]")]
    public async Task An_Origin_policy_is_stated_where_the_protocol_is_declared(int offer, string policy)
    {
        EditedProgram program = EditedProgram.From(
            "[LwsContext] [Serve<P>] partial class C;", "[LwsProtocol(\"p\", MaxFragments = 9)] partial struct P;");

        EditedProgram mended = await program.FixAsync(offer);

        Assert.Equal($"[LwsProtocol(\"p\", MaxFragments = 9, Origins = {policy})] partial struct P;", mended.Source(1));
        await mended.AssertIsCleanAsync();
    }

    [Fact]
    public async Task The_policies_of_all_protocols_are_stated_at_once_though_two_contexts_serve_one()
    {
        EditedProgram program = EditedProgram.From(
            "[LwsContext] [Serve<P>] [Serve<Q>] partial class C;",
            "[LwsContext] [Serve<P>] partial class D; [LwsProtocol(\"p\")] partial struct P;",
            "[LwsProtocol(\"q\")] partial struct Q;");

        EditedProgram mended = await program.FixAllAsync("LWS201");

        await mended.AssertIsCleanAsync();
        Assert.EndsWith("[LwsProtocol(\"p\", Origins = [Origins.Same])] partial struct P;", mended.Source(1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("void OnOpen(Session session) { } void OnOpen(int number) { }")]
    [InlineData("async void OnMessage(byte[] payload) => await System.Threading.Tasks.Task.Yield();")]
    public async Task Where_only_the_user_can_know_nothing_is_offered(string members)
    {
        EditedProgram program = EditedProgram.From(Protocol(members));
        Diagnostic diagnostic = Assert.Single(await program.DiagnosticsAsync());

        IReadOnlyList<CodeAction> offers = await program.OffersAsync(diagnostic);

        Assert.Empty(offers);
    }

    private static string Protocol(string members) => $"[LwsProtocol(\"p\")]\npartial struct P\n{{\n    {members}\n}}\n";

    private static async Task AssertFixAsync(string source, string expected)
    {
        EditedProgram program = EditedProgram.From(source);

        EditedProgram mended = await program.FixAsync();

        Assert.Equal(expected, mended.Source());
        await mended.AssertIsCleanAsync();
    }
}
