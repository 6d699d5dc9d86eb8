using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lws.Tests.Generators;

public class DiagnosticTests
{
    private const string Valid =
        """
        [LwsProtocol("a", Origins = ["*"])] partial struct A { }
        [LwsProtocol("a", Origins = ["*"])] partial struct AlsoA { }
        [LwsProtocol("b", Origins = ["*"])] partial struct B { }

        """;

    private const string F = "static System.Threading.Tasks.Task F() => null;";

    /// <summary>An id, and a source where the words between brackets are flagged.</summary>
    public static TheoryData<string, string> Flagged => new()
    {
        { "LWS001", "[LwsProtocol(\"p\")] struct [|P|] { }" },
        { "LWS001", "[LwsProtocol(\"p\")] file partial struct [|P|] { }" },
        { "LWS001", "class [|Outer|] { [LwsProtocol(\"p\")] partial struct P { } }" },
        { "LWS001", "partial class Outer { struct [|Middle|] { [LwsProtocol(\"p\")] partial struct P { } } }" },
        { "LWS001", "[LwsContext] [Serve<A>] class [|C|] { }" },
        { "LWS001", "class [|Outer|] { [LwsContext] [Serve<A>] partial class C { } }" },
        { "LWS002", "[LwsProtocol(\"p\")] partial class [|P|] { }" },
        { "LWS002", "[LwsProtocol(\"p\")] partial record [|P|];" },
        { "LWS002", "[LwsProtocol(\"p\")] ref partial struct [|P|] { }" },
        { "LWS003", "[LwsContext] [Serve<A>] partial struct [|C|] { }" },
        { "LWS003", "[LwsContext] [Serve<A>] partial record [|C|];" },
        { "LWS004", "[LwsContext] [Serve<A>] [[|Serve<A>|]] partial class C;" },
        { "LWS004", "[LwsContext] [Serve<A>] [[|Serve<AlsoA>|]] partial class C;" },
        { "LWS004", "[LwsContext] [Serve<A>(Path = \"/x\")] [[|Serve<AlsoA>(Path = \"/x\")|]] partial class C;" },
        { "LWS004", "[LwsContext] [Serve<A>(Path = \"/x\")] [[|Serve<AlsoA>|]] partial class C;" },
        { "LWS004", "[LwsContext] [Serve<A>] [Serve<B>] [[|Serve<A>(Path = \"/x\")|]] partial class C;" },
        { "LWS005", "[LwsProtocol([|\"\"|])] partial struct P { }" },
        { "LWS005", "[LwsProtocol([|\"two words\"|])] partial struct P { }" },
        { "LWS005", "[LwsProtocol([|\"a,b\"|])] partial struct P { }" },
        { "LWS005", "[LwsProtocol([|\"grüße\"|])] partial struct P { }" },
        { "LWS005", "[LwsProtocol([|null|])] partial struct P { }" },
        { "LWS005", $"[LwsProtocol([|\"{new string('x', 201)}\"|], MaxFragments = 1)] partial struct P {{ }}" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnOpen|]() { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { static void [|OnOpen|](Session session) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { int [|OnOpen|](Session session) => 0; }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnOpen|](in Session session) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnOpen|](ref Session session) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnOpen|]<T>(Session session) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { System.Threading.Tasks.Task [|OnTimer|](Session session) => null; }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnPing|](Session session, Span<byte> payload) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnPing|](ReadOnlySpan<byte> payload, Session session) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnPing|](Session session, params ReadOnlySpan<byte> payload) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnClosed|](Session session, CloseCode code) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnConnectFailed|](Session session) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnUpgrade|](UpgradeRequest request) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { bool [|OnUpgrade|](UpgradeRequest request) => true; }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { UpgradeResult [|OnUpgrade|](in UpgradeRequest request) => default; }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { UpgradeResult [|OnUpgrade|](Session session) => default; }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { ref UpgradeResult [|OnUpgrade|](UpgradeRequest r) => throw null; }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void OnOpen(Session session) { } void [|OnOpen|](int number) { } }" },
        { "LWS015", "[LwsProtocol(\"p\")] partial struct P { async void [|OnMessage|](byte[] payload) => await F(); " + F + " }" },
        { "LWS007", "[LwsContext(FdLimit = 20)] partial class [|C|];" },
        { "LWS008", "struct Plain; [LwsContext] [Connect<[|Plain|]>] partial class C;" },
        { "LWS008", "struct Plain; [LwsContext] [Serve<[|Plain|]>] partial class C;" },
        { "LWS008", "[LwsContext] [Serve<[|int|]>(Path = \"/x\")] partial class C;" },
        { "LWS008", "[LwsContext] [Serve<[|int[]|]>] [Serve<A>] partial class C;" },
        { "LWS009", "[LwsContext] [Serve<A>(Path = [|\"\"|])] partial class C;" },
        { "LWS009", "[LwsContext] [Serve<A>(Path = [|\"echo\"|])] partial class C;" },
        { "LWS009", "[LwsContext] [Serve<A>(Path = [|\"/a b\"|])] partial class C;" },
        { "LWS009", "[LwsContext] [Serve<A>(Path = [|\"/a?b=c\"|])] partial class C;" },
        { "LWS009", "[LwsContext] [Serve<A>(Path = [|\"/a#b\"|])] partial class C;" },
        { "LWS009", "[LwsContext] [Serve<A>(Path = [|\"/grüße\"|])] partial class C;" },
        { "LWS009", "[LwsContext] [Serve<A>(Path = [|\"/a\\r\\n\"|])] partial class C;" },
        {
            "LWS010",
            "[LwsProtocol(\"p\")] partial struct P { void OnMessage(Session s, ReadOnlySpan<byte> p, MessageKind k) { } " +
            "void [|OnFragment|](Session s, ReadOnlySpan<byte> p, MessageKind k, FragmentPosition f) { } }"
        },
        { "LWS011", "[LwsContext] [Serve<A>] static partial class [|C|] { }" },
        { "LWS011", "[LwsContext] [Serve<A>] abstract partial class [|C|] { }" },
        { "LWS011", "class Base; [LwsContext] [Serve<A>] partial class [|C|] : Base { }" },
        { "LWS012", "[LwsContext] [Serve<A>] partial class C { const int [|FdLimit|] = 20; }" },
        { "LWS012", "[LwsContext] [Serve<A>] partial class C { class [|Dispatch|]; }" },
        { "LWS013", "[LwsContext] [Connect<A>] [Serve<B>] [[|Connect<A>|]] partial class C;" },
        { "LWS013", "[LwsProtocol(\"g\")] partial struct G<T> { } " +
            "[LwsContext] [Connect<G<int>>] [Connect<G<byte>>] [[|Connect<G<int>>|]] partial class C;" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"app.example\"|]])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [Origins.Same, [|\"https://app.example/\"|], Origins.Missing])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = new[] { [|\"https://app.example/chat\"|] })] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = new string[] { \"*\", [|\"https://App.example\"|] })] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"HTTPS://app.example\"|]])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"https://app.example:443\"|]])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"http://app.example:80\"|]])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"https://user@app.example\"|]])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"https://bücher.example\"|]])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"https://*.app.example\"|]])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"wss://app.example\"|]])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"file:///page.html\"|]])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"Same\"|]])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [[|\"\"|]])] partial struct P { }" },
        { "LWS101", "[LwsContext(FdLimit = [|0|])] [Serve<A>] partial class C;" },
        { "LWS101", "[LwsContext(FdLimit = [|-1|])] [Serve<A>] partial class C;" },
        { "LWS101", "[LwsContext(FdLimit = [|16_000_000 + 1|])] [Serve<A>] partial class C;" },
        { "LWS102", "[LwsProtocol(\"p\", MaxMessageLength = [|0|])] partial struct P { }" },
        { "LWS102", "[LwsProtocol(\"p\", MaxMessageLength = [|1_073_741_825|])] partial struct P { }" },
        { "LWS102", "[LwsProtocol(\"p\", MaxFragments = [|0|])] partial struct P { }" },
        { "LWS101", "[LwsContext(FdLimit = [|0|], FdOverflow = FdOverflow.Spill)] [Serve<A>] partial class C;" },
        { "LWS102", "[LwsProtocol(\"p\", MaxQueuedBytes = [|-1|])] partial struct P { }" },
        { "LWS102", "[LwsProtocol(\"p\", LowQueuedBytes = [|-1|])] partial struct P { }" },
        { "LWS106", "[LwsProtocol(\"p\", LowQueuedBytes = [|262_144|])] partial struct P { }" },
        { "LWS106", "[LwsProtocol(\"p\", LowQueuedBytes = [|1|], MaxQueuedBytes = 0)] partial struct P { }" },
        { "LWS106", "[LwsProtocol(\"p\", LowQueuedBytes = [|9|], MaxQueuedBytes = 9)] partial struct P { }" },
        { "LWS102", "[LwsProtocol(\"p\", MaxBytesPerSecond = [|-1|])] partial struct P { }" },
        { "LWS102", "[LwsProtocol(\"p\", MaxControlFramesPerSecond = [|1_001|])] partial struct P { }" },
        { "LWS107", "[LwsProtocol(\"p\", MessageBurst = [|9|])] partial struct P { }" },
        { "LWS107", "[LwsProtocol(\"p\", MaxBytesPerSecond = 0, ByteBurst = [|65_536|])] partial struct P { }" },
        { "LWS107", "[LwsProtocol(\"p\", MaxMessagesPerSecond = 9, ByteBurst = [|65_536|])] partial struct P { }" },
        { "LWS108", "[LwsProtocol(\"p\", MaxBytesPerSecond = 9, ByteBurst = [|65_535|])] partial struct P { }" },
        { "LWS108", "[LwsProtocol(\"p\", MaxMessageLength = 100_000, MaxBytesPerSecond = 9, ByteBurst = [|99_999|])] partial struct P { }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { void [|OnDropped|](Session session) { } }" },
        { "LWS103", "[LwsContext(FdOverflow = [|FdOverflow.Spill|])] [Serve<A>] partial class C;" },
        { "LWS109", "[LwsContext(FdLimit = 20, MemoryBudget = [|2_000|])] [Serve<A>] partial class C;" },
        { "LWS109", "[LwsContext(FdLimit = 20, MemoryBudget = [|0|])] [Serve<A>] partial class C;" },
        { "LWS109", "[LwsContext(FdLimit = 20, Loops = 4, MemoryBudget = [|9_999|])] [Serve<A>] partial class C;" },
        { "LWS109", "[LwsContext(FdLimit = 16_000_000, MemoryBudget = [|1 << 30|])] [Connect<A>] partial class C;" },
        { "LWS110", "[LwsContext(MemoryBudget = [|1 << 20|])] [Serve<A>] partial class C;" },
        { "LWS101", "[LwsContext(FdLimit = [|0|], MemoryBudget = 1)] [Serve<A>] partial class C;" },
        { "LWS105", "[LwsContext(Loops = [|0|])] [Serve<A>] partial class C;" },
        { "LWS105", "[LwsContext(Loops = [|-4|])] [Serve<A>] partial class C;" },
        { "LWS105", "[LwsContext(FdLimit = 8, Loops = [|1_025|])] [Serve<A>] partial class C;" },
    };

    /// <summary>An id, and a source that comes close to it.</summary>
    public static TheoryData<string, string> NotFlagged => new()
    {
        {
            "LWS001",
            "partial class Outer { [LwsProtocol(\"p\", Origins = [])] partial struct P { } [LwsContext] [Serve<P>] partial class C { } }"
        },
        { "LWS002", "[LwsProtocol(\"p\")] readonly partial record struct P(int Number);" },
        { "LWS107", "[LwsProtocol(\"p\", MaxMessagesPerSecond = 9, MessageBurst = 1)] partial struct P { }" },
        { "LWS108", "[LwsProtocol(\"p\", MaxBytesPerSecond = 9, ByteBurst = 65_536)] partial struct P { }" },
        {
            "LWS108",
            "[LwsProtocol(\"p\", MaxBytesPerSecond = 9, ByteBurst = 1)] partial struct P " +
            "{ void OnFragment(Session s, ReadOnlySpan<byte> p, MessageKind k, FragmentPosition f) { } }"
        },
        { "LWS106", "[LwsProtocol(\"p\", LowQueuedBytes = 8, MaxQueuedBytes = 9)] partial struct P { void OnWritable(Session s) { } }" },
        { "LWS106", "[LwsProtocol(\"p\", LowQueuedBytes = 0, MaxQueuedBytes = 0)] partial struct P { }" },
        { "LWS003", "[LwsContext] [Serve<A>] sealed partial class C : IComparable { int IComparable.CompareTo(object o) => 0; }" },
        { "LWS004", "[LwsContext] [Serve<A>(Path = \"/x\")] [Serve<AlsoA>(Path = \"/y\")] [Serve<B>] partial class C;" },
        { "LWS004", "[LwsContext] [Serve<A>(Path = \"/x\")] [Serve<A>(Path = \"/y\")] [Serve<B>] partial class C;" },
        { "LWS004", "[LwsContext] [Serve<A>] partial class C; [LwsContext] [Serve<AlsoA>] partial class D;" },
        { "LWS005", $"[LwsProtocol(\"{new string('x', 200)}\")] partial struct P {{ }}" },
        { "LWS005", "[LwsProtocol(\"!#$%&'*+-.^_`|~9Z\")] partial struct P { }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { public readonly void OnOpen(scoped Session anyName) { } }" },
        { "LWS006", "[LwsProtocol(\"p\")] partial struct P { static void OnOpened() { } }" },
        { "LWS006", "partial struct NotMarked { static int OnOpen() => 0; }" },
        { "LWS007", "[LwsContext] partial class C; [Serve<A>] partial class C;" },
        { "LWS007", "[LwsContext] [Connect<A>] partial class C;" },
        { "LWS008", "[LwsProtocol(\"g\", Origins = [\"*\"])] partial struct G<T> { } [LwsContext] [Serve<G<int>>] partial class C;" },
        { "LWS009", "[LwsContext] [Serve<A>(Path = \"/\")] [Serve<B>(Path = \"/a/b%20c;d=1~\")] partial class C;" },
        {
            "LWS010",
            "[LwsProtocol(\"p\")] partial struct P { " +
            "void OnFragment(Session s, ReadOnlySpan<byte> p, MessageKind k, FragmentPosition f) { } }"
        },
        { "LWS011", "[LwsContext] [Serve<A>] partial class C : LwsContext;" },
        { "LWS012", "[LwsContext(FdLimit = 20)] [Serve<A>] partial class C { int Twice => 2 * FdLimit; }" },
        { "LWS013", "[LwsContext] [Serve<A>] [Connect<A>] [Connect<AlsoA>] partial class C;" },
        {
            "LWS014",
            "[LwsProtocol(\"p\", Origins = [\"https://app.example\", \"http://localhost:3000\", \"http://127.0.0.1\", " +
            "\"http://[::1]:8080\", \"https://xn--bcher-kva.example\", " +
            "\"https://app.example:80\", \"https://my_host\", \"chrome-extension://abcdefgh\"])] " +
            "partial struct P { }"
        },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [Origins.Any, Origins.Same, Origins.Null, Origins.Missing])] partial struct P { }" },
        { "LWS014", "[LwsProtocol(\"p\", Origins = [])] partial struct P { }" },
        { "LWS201", "[LwsProtocol(\"p\", Origins = [])] partial struct P { } [LwsContext] [Serve<P>] partial class C;" },
        { "LWS201", "[LwsProtocol(\"p\")] partial struct P { } [LwsContext] [Connect<P>] partial class C;" },
        { "LWS101", "[LwsContext(FdLimit = 1)] [Serve<A>] partial class C;" },
        { "LWS101", "[LwsContext(FdLimit = 16_000_000)] [Serve<A>] partial class C;" },
        { "LWS102", "[LwsProtocol(\"p\", MaxMessageLength = 1 << 30, MaxFragments = 1, MaxQueuedBytes = 0)] partial struct P { }" },
        { "LWS103", "[LwsContext(FdLimit = 1, FdOverflow = FdOverflow.Spill)] [Serve<A>] partial class C;" },
        { "LWS109", "[LwsContext(FdLimit = 20, MemoryBudget = 4_000)] [Serve<A>] [Serve<B>] partial class C;" },
        { "LWS109", "[LwsContext(FdLimit = 16_000_000, MemoryBudget = 3L << 30)] [Serve<A>] partial class C;" },
        { "LWS105", "[LwsContext(Loops = 1)] [Serve<A>] partial class C;" },
        { "LWS105", "[LwsContext(FdLimit = 8, Loops = 1_024)] [Serve<A>] partial class C;" },
        { "LWS103", "[LwsContext(FdOverflow = FdOverflow.None, WhenFull = WhenFull.Refuse)] [Serve<A>] partial class C;" },
    };

    [Theory]
    [MemberData(nameof(Flagged))]
    public void A_refused_declaration_gets_exactly_one_error_at_the_words_to_change(string id, string marked)
    {
        var source = new MarkedSource(Valid + marked);
        GeneratedProgram program = GeneratedProgram.From(source.Text);

        Diagnostic diagnostic = Assert.Single(program.AnalyzerDiagnostics());

        Assert.Equal((id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(source.MarkedWords, Compilations.PlaceOf(diagnostic));
        Assert.Empty(program.CompilerDiagnostics());
    }

    [Theory]
    [InlineData("[LwsContext] [Serve<[|P|]>] partial class C;")]
    [InlineData("[LwsContext] [Serve<A>] [Serve<[|P|]>(Path = \"/x\")] [Serve<P>(Path = \"/y\")] partial class C;")]
    public void A_served_protocol_without_an_Origin_policy_gets_one_warning(string marked)
    {
        var source = new MarkedSource(Valid + "[LwsProtocol(\"p\")] partial struct P { }" + marked);

        Diagnostic diagnostic = Assert.Single(GeneratedProgram.From(source.Text).AnalyzerDiagnostics());

        Assert.Equal(("LWS201", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(source.MarkedWords, Compilations.PlaceOf(diagnostic));
        Assert.Contains("Origins = [Origins.Same]", MessageOf(diagnostic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app.example", "https://app.example")]
    [InlineData("//app.example/", "https://app.example")]
    [InlineData("localhost:3000", "https://localhost:3000")]
    [InlineData(" HTTPS://App.Example:443/chat?room=1#top ", "https://app.example")]
    [InlineData("http://app.example:80", "http://app.example")]
    [InlineData("https://user@app.example:8443", "https://app.example:8443")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    [InlineData("wss://app.example/socket", "https://app.example")]
    [InlineData("ws://127.0.0.1:7681", "http://127.0.0.1:7681")]
    [InlineData("http://[0:0:0:0:0:0:0:1]:8080/", "http://[::1]:8080")]
    [InlineData("https://*.app.example", "https://app.example")] // the form that the message names where it cannot be told
    [InlineData("", "https://app.example")]
    public void An_invalid_origin_is_told_the_right_form(string origin, string right) => Assert.Contains(
        $"\"{right}\"",
        MessageOf(GeneratedProgram.From($"[LwsProtocol(\"p\", Origins = [\"{origin}\"])] partial struct P {{ }}")
            .AnalyzerDiagnostics().Single()),
        StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(NotFlagged))]
    public void A_declaration_just_inside_the_rules_is_not_flagged(string id, string source)
    {
        GeneratedProgram program = GeneratedProgram.From(Valid + source);

        Assert.Contains(id, new LwsAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id));
        Assert.Empty(program.AnalyzerDiagnostics());
        Assert.Empty(program.CompilerDiagnostics());
    }

    [Theory]
    [InlineData("[LwsProtocol(\"p\")] partial struct P { void OnOpen(Unknown session) { } }")]
    [InlineData("[LwsContext] [Serve<Unknown>] partial class C;")]
    [InlineData("[LwsContext(FdLimit = unknown)] [Serve<A>] partial class C;")]
    [InlineData("[LwsContext(FdLimit = unknown, FdOverflow = FdOverflow.Spill)] [Serve<A>] partial class C;")]
    [InlineData("[LwsContext] [Connect<Unknown>] partial class C;")]
    [InlineData("[LwsProtocol(unknown)] partial struct P { }")]
    [InlineData("[LwsProtocol(\"p\", Origins = [unknown])] partial struct P { }")]
    [InlineData("[LwsProtocol(\"p\", Origins = unknown)] partial struct P { }")]
    [InlineData("[LwsProtocol] partial struct P { }")]
    public void What_the_compiler_refuses_already_gets_no_second_error(string source)
    {
        GeneratedProgram program = GeneratedProgram.From(Valid + source);

        Assert.Empty(program.AnalyzerDiagnostics());
        Diagnostic error = Assert.Single(program.CompilerDiagnostics());
        Assert.Equal("Source.cs", error.Location.SourceTree!.FilePath);
    }

    [Fact]
    public void Two_faults_of_one_declaration_are_two_errors() => Assert.Equal(
        ["LWS102", "LWS006"],
        GeneratedProgram.From("[LwsProtocol(\"p\", MaxFragments = 0)] partial struct P { void OnOpen() { } }")
            .AnalyzerDiagnostics().Select(diagnostic => diagnostic.Id));

    [Fact]
    public void A_wrong_handler_is_told_the_right_signature() => Assert.Contains(
        "void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)",
        MessageOf(GeneratedProgram.From("[LwsProtocol(\"p\")] partial struct P { void OnMessage(Session session) { } }")
            .AnalyzerDiagnostics().Single()),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Serve")]
    [InlineData("Connect")]
    public void A_refused_protocol_does_not_make_the_context_that_uses_it_fail(string attribute)
    {
        GeneratedProgram program = GeneratedProgram.From(
            $"[LwsProtocol(\"p\", Origins = [\"*\"])] struct P {{ }} [LwsContext] [{attribute}<P>] partial class C; class D {{ C _c = new(); }}");

        Assert.Equal("LWS001", Assert.Single(program.AnalyzerDiagnostics()).Id);
        Assert.DoesNotContain(program.CompilerDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private static string MessageOf(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
