using Lws.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lws.Tests.Generators;

public class UsageTests
{
    /// <summary>An id, and the members of a protocol where the words between brackets are flagged.</summary>
    public static TheoryData<string, string> Flagged => new()
    {
        { "LWS202", "void [|OnMesage|](Session s, ReadOnlySpan<byte> p, MessageKind k) { }" },
        { "LWS202", "void [|Onmessage|](Session s, ReadOnlySpan<byte> p, MessageKind k) { }" },
        { "LWS202", "void [|OnMesasge|](string text) { }" },
        { "LWS202", "void [|OnMessageReceived|](Session s, ReadOnlySpan<byte> p, MessageKind k) { }" },
        { "LWS202", "void [|OnMessageAsync|](Session s, ReadOnlySpan<byte> p) { }" },
        { "LWS202", "void [|OnConnected|](Session s) { }" },
        { "LWS202", "void [|OnClose|](Session s, CloseStatus status) { }" },
        { "LWS202", "void [|OnDisconnected|](Session s) { }" },
        { "LWS202", "void [|OnUpgarde|]() { }" },
        { "LWS203", "void OnOpen(Session s) => Thread.[|Sleep|](10);" },
        { "LWS203", "void OnOpen(Session s) { int n = Task.FromResult(1).[|Result|]; }" },
        { "LWS203", "void OnOpen(Session s) { int n = new ValueTask<int>(1).[|Result|]; }" },
        { "LWS203", "void OnOpen(Session s) => Task.Delay(1).[|Wait|]();" },
        { "LWS203", "void OnOpen(Session s) => Task.Delay(1).GetAwaiter().[|GetResult|]();" },
        { "LWS203", "void OnOpen(Session s) { int n = Task.FromResult(1).ConfigureAwait(false).GetAwaiter().[|GetResult|](); }" },
        { "LWS203", "void OnOpen(Session s) => Task.[|WaitAll|](Task.Delay(1));" },
        { "LWS203", "void OnOpen(Session s) => Load(); static void Load() { string t = System.IO.File.[|ReadAllText|](\"f\"); }" },
        { "LWS203", "void OnOpen(Session s) { using var f = new System.IO.FileStream(\"f\", System.IO.FileMode.Open); f.[|ReadByte|](); }" },
        { "LWS203", "static System.IO.FileStream F; void OnOpen(Session s) => F.[|CopyTo|](System.IO.Stream.Null);" },
        { "LWS203", "static System.Data.Common.DbCommand Q; void OnOpen(Session s) => Q.[|ExecuteNonQuery|]();" },
        { "LWS203", "static System.Data.Common.DbConnection D; void OnOpen(Session s) => D?.[|Open|]();" },
        { "LWS203", "static System.Net.Http.HttpClient H; void OnOpen(Session s) => H.[|Send|](null);" },
        { "LWS203", "static object L; void OnOpen(Session s) { lock (L) Monitor.[|Wait|](L); }" },
        { "LWS203", "static SemaphoreSlim L; void OnOpen(Session s) => L.[|Wait|](1000);" },
        { "LWS203", "void OnOpen(Session s) => Console.[|ReadLine|]();" },
        { "LWS204", "MessageWriter _w; void OnOpen(Session s) => [|_w = s.Write()|];" },
        { "LWS204", "static MessageWriter W { get; set; } void OnOpen(Session s) { var w = s.Write(); [|W = w|]; }" },
        { "LWS204", "Memory<byte> _m; void OnOpen(Session s) { using var w = s.Write(); [|_m = w.GetMemory(9)|]; }" },
        { "LWS204", "unsafe byte* _p; unsafe void OnPing(Session s, ReadOnlySpan<byte> payload) { fixed (byte* p = payload) [|_p = p|]; }" },
        { "LWS204", "nint _p; unsafe void OnPing(Session s, ReadOnlySpan<byte> payload) { fixed (byte* p = payload[1..]) [|_p = (nint)p|]; }" },
        {
            "LWS204",
            "nint _p; unsafe void OnPing(Session s, ReadOnlySpan<byte> payload) => [|_p = (nint)System.Runtime.CompilerServices.Unsafe" +
            ".AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(payload))|];"
        },
        { "LWS205", "static SessionHandle H; void OnPing(Session s, ReadOnlySpan<byte> payload) => H.[|TrySend|](payload);" },
        { "LWS205", "void OnPing(Session s, ReadOnlySpan<byte> payload) { s.BeginMessage(); s.[|SendPart|](payload); _ = s.EndMessage(); }" },
        { "LWS205", "void OnPing(Session s, ReadOnlySpan<byte> payload) { s.BeginMessage(); s.[|EndMessage|](payload); }" },
        { "LWS205", "void OnOpen(Session s) { for (int i = 0; i < 9; i++) s.[|Send|](\"x\"); }" },
        { "LWS205", "void OnOpen(Session s) { Session t = s; while (true) { t.[|Send|](\"x\"u8); } }" },
        { "LWS207", "void OnOpen(Session s) => s.[|SetTimer|](TimeSpan.FromSeconds(1));" },
    };

    /// <summary>An id, and the members of a protocol that come close to it.</summary>
    public static TheoryData<string, string> NotFlagged => new()
    {
        { "LWS202", "void OnMessage(Session s, ReadOnlySpan<byte> p, MessageKind k) { } void OnMessages(Session s) { }" },
        { "LWS202", "void OnOpen(Session s) => OnMesage(s); void OnMesage(Session s) { }" },
        { "LWS202", "static void OnOpened() { }" },
        { "LWS202", "void OnConnected(int number) { }" },
        { "LWS202", "void OnJoin(Session s) { } void OnPlay(Session s) { } void OnSend(Session s) { } void Message(Session s) { }" },
        { "LWS203", "void OnOpen(Session s) => Task.Run(() => Thread.Sleep(10));" },
        { "LWS203", "static SemaphoreSlim L; void OnOpen(Session s) { if (L.Wait(0)) L.Release(); if (L.Wait(TimeSpan.Zero)) L.Release(); }" },
        { "LWS203", "static object L; void OnOpen(Session s) { lock (L) { } }" },
        { "LWS203", "static System.IO.MemoryStream M; void OnOpen(Session s) { M.ReadByte(); M.Flush(); }" },
        { "LWS203", "record R(int Result); void OnOpen(Session s) { int n = new R(1).Result; }" },
        { "LWS203", "void OnOpen(Session s) { bool b = System.IO.File.Exists(\"f\"); string p = System.IO.Path.Combine(\"a\", \"b\"); }" },
        { "LWS204", "SessionHandle _h; byte[] _b; void OnPing(Session s, ReadOnlySpan<byte> p) { _h = s.Handle; _b = p.ToArray(); }" },
        { "LWS204", "int _n; unsafe void OnPing(Session s, ReadOnlySpan<byte> payload) { fixed (byte* p = payload) { byte* q = p; _n = *q; } }" },
        { "LWS204", "unsafe byte* _p; unsafe void OnOpen(Session s) => _p = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(9);" },
        { "LWS204", "Memory<byte> _m; void OnOpen(Session s) { _m = new byte[9]; using MessageWriter w = s.Write(); w.Send(); }" },
        { "LWS205", "void OnPing(Session s, ReadOnlySpan<byte> payload) { s.Send(payload); s.Ping(); }" },
        { "LWS205", "static SessionHandle H; void OnPing(Session s, ReadOnlySpan<byte> p) { _ = H.TrySend(p); H.TryClose(); }" },
        { "LWS205", "static SessionHandle H; SendResult _r; void OnPing(Session s, ReadOnlySpan<byte> p) { _r = H.TrySend(p); }" },
        { "LWS205", "void OnOpen(Session s) { foreach (Session other in s.Sessions<P>()) other.Send(\"x\"u8); }" },
        { "LWS205", "void OnOpen(Session s) { foreach (byte b in new byte[9]) s.Send(\"x\"); }" },
        { "LWS205", "void OnOpen(Session s) { for (int i = 0; i < 9; i++) s.Send(\"x\"); } void OnDropped(Session s, int count) { }" },
        { "LWS205", "void OnOpen(Session s) { for (int i = 0; i < 9; i++) if (s.Send(\"x\") != SendResult.Sent) return; }" },
        { "LWS207", "void OnOpen(Session s) => s.SetTimer(TimeSpan.FromSeconds(1)); void OnTimer(Session s) { }" },
        { "LWS207", "void OnOpen(Session s) { foreach (Session other in s.Sessions<P>()) other.SetTimer(TimeSpan.Zero); }" },
    };

    [Theory]
    [MemberData(nameof(NotFlagged))]
    public void Code_that_comes_close_to_a_mistake_is_not_flagged(string id, string members)
    {
        Assert.Contains(id, new LwsAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id));
        Assert.Empty(Errors(Program(members)));
        Assert.Empty(Program(members).AnalyzerDiagnostics());
    }

    [Theory]
    [MemberData(nameof(Flagged))]
    public void A_mistake_gets_exactly_one_warning_at_its_words(string id, string marked)
    {
        var source = new MarkedSource(Protocol(marked));
        GeneratedProgram program = Program(source.Text, isWhole: true);

        Diagnostic diagnostic = Assert.Single(program.AnalyzerDiagnostics());

        Assert.Equal((id, DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(source.MarkedWords, Compilations.PlaceOf(diagnostic));
        Assert.Empty(Errors(program));
    }

    [Theory]
    [InlineData("LowQueuedBytes = [|1|]")]
    [InlineData("MaxQueuedBytes = 9, LowQueuedBytes = [|4 + 4|]")]
    public void A_low_mark_without_OnWritable_is_flagged(string arguments)
    {
        var source = new MarkedSource($"[LwsProtocol(\"p\", {arguments})] partial struct P {{ }}");

        Diagnostic diagnostic = Assert.Single(GeneratedProgram.From(source.Text).AnalyzerDiagnostics());

        Assert.Equal("LWS207", diagnostic.Id);
        Assert.Equal(source.MarkedWords, Compilations.PlaceOf(diagnostic));
    }

    [Fact]
    public void A_protocol_that_closes_when_its_queue_is_full_may_send_in_a_loop_without_a_look() => Assert.Empty(GeneratedProgram.From(
        "[LwsProtocol(\"p\", WhenQueueFull = QueueFull.Close)] partial struct P { void OnOpen(Session s) { while (true) s.Send(\"x\"u8); } }")
        .AnalyzerDiagnostics());

    [Theory]
    [InlineData(OutputKind.ConsoleApplication, false, "public partial struct [|P|];")]
    [InlineData(OutputKind.ConsoleApplication, false, "partial struct [|P|]; [LwsContext] partial class C; [Connect<Q>] partial class C;")]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, false, "partial struct [|P|];")]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, false, "partial struct [|P|]<T>;")]
    public void A_protocol_that_no_context_can_name_is_flagged(OutputKind kind, bool hasFriends, string marked)
    {
        var source = new MarkedSource(Other + "[LwsProtocol(\"p\", Origins = [])] " + marked);

        Diagnostic diagnostic = Assert.Single(Program(source.Text, kind, hasFriends).AnalyzerDiagnostics());

        Assert.Equal(("LWS206", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(source.MarkedWords, Compilations.PlaceOf(diagnostic));
    }

    [Theory]
    [InlineData(OutputKind.ConsoleApplication, false, "partial struct P; [LwsContext] [Serve<P>] partial class C;")]
    [InlineData(OutputKind.ConsoleApplication, false, "partial struct P<T>; [LwsContext] [Connect<P<int>>] partial class C;")]
    [InlineData(OutputKind.ConsoleApplication, true, "public partial struct P;")]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, false, "public partial struct P;")]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, true, "partial struct P;")]
    public void A_protocol_that_some_context_names_or_may_name_is_not_flagged(OutputKind kind, bool hasFriends, string declaration) =>
        Assert.Empty(Program(Other + "[LwsProtocol(\"p\", Origins = [])] " + declaration, kind, hasFriends).AnalyzerDiagnostics());

    private const string Other =
        "[LwsProtocol(\"q\")] partial struct Q; [LwsContext] [Connect<Q>] partial class D { static void Main() { } } ";

    private static string Protocol(string members) =>
        $"using System.Threading; using System.Threading.Tasks; [LwsProtocol(\"p\")] partial struct P {{ {members} }}";

    private static GeneratedProgram Program(string text, bool isWhole = false)
    {
        CSharpCompilation compilation = Compilations.Of(isWhole ? text : Protocol(text));
        return GeneratedProgram.From(compilation.WithOptions(compilation.Options.WithAllowUnsafe(true)));
    }

    private static GeneratedProgram Program(string text, OutputKind kind, bool hasFriends)
    {
        CSharpCompilation compilation = Compilations.Of(text);
        if (!hasFriends)
            compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees[1]);
        return GeneratedProgram.From(compilation.WithOptions(compilation.Options.WithOutputKind(kind)));
    }

    private static IEnumerable<Diagnostic> Errors(GeneratedProgram program) =>
        program.CompilerDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
