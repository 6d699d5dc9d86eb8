using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lws.Tests.Generators.CodeFixes;

/// <summary>Programs as somebody writes them who has seen Lws for an hour.</summary>
public class WrongProgramTests
{
    private const string Declaration = "[LwsProtocol(\"chat\", Origins = [Origins.Same])]\n";
    private const string Context = "[LwsContext(FdLimit = 20)]\n[Serve<Chat>]\npublic partial class ChatContext;\n";
    private const string OnMessage = "void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)";

    /// <summary>An id, and a program in which the words between brackets are flagged; a fix is offered, and mends it.</summary>
    public static TheoryData<string, string> Mended => new()
    {
        { "LWS001", $"{Declaration}public struct [|Chat|]\n{{\n    {OnMessage} => session.Send(payload, kind);\n}}\n{Context}" },
        { "LWS001", $"{Declaration}public partial struct Chat;\n[LwsContext(FdLimit = 20)]\n[Serve<Chat>]\npublic class [|ChatContext|] {{ }}\n" },
        { "LWS002", $"{Declaration}public class [|Chat|]\n{{\n    int _count;\n\n    {OnMessage} => _count++;\n}}\n{Context}" },
        { "LWS003", $"{Declaration}public partial struct Chat;\n[LwsContext(FdLimit = 20)]\n[Serve<Chat>]\npublic partial struct [|ChatContext|];\n" },
        { "LWS006", Program("void [|OnMessage|](Session session, string text) => session.Send(text);") },
        { "LWS006", Program("void [|OnMessage|](Session session, byte[] data) => session.Send(data);") },
        { "LWS006", Program("static void [|OnOpen|](Session session) => session.Send(\"hello\");") },
        { "LWS006", Program("System.Threading.Tasks.Task [|OnOpen|](Session session) { return System.Threading.Tasks.Task.CompletedTask; }") },
        { "LWS006", Program("void [|OnClosed|](Session session, CloseCode code, string reason) { }") },
        { "LWS006", Program("bool [|OnUpgrade|](UpgradeRequest request) => true;") },
        { "LWS015", Program("async void [|OnOpen|](SessionHandle session) { }") },
        { "LWS201", $"[LwsProtocol(\"chat\")]\npublic partial struct Chat;\n{Context.Replace("<Chat>", "<[|Chat|]>", StringComparison.Ordinal)}" },
        { "LWS202", Program("void [|OnMesage|](Session session, ReadOnlySpan<byte> payload, MessageKind kind) { }") },
        { "LWS202", Program("void [|Onmessage|](Session session, ReadOnlySpan<byte> payload, MessageKind kind) { }") },
        { "LWS202", Program("void [|OnConnected|](Session session) => session.Send(\"hello\");") },
        { "LWS207", Program("void OnOpen(Session session) => session.[|SetTimer|](TimeSpan.FromSeconds(1));") },
    };

    /// <summary>As above, but what is meant only its author knows.</summary>
    public static TheoryData<string, string> Explained => new()
    {
        { "LWS004", $"{Declaration}public partial struct Chat;\n[LwsContext(FdLimit = 20)]\n[Serve<Chat>]\n[[|Serve<Chat>(Path = \"/chat\")|]]\npublic partial class C;" },
        { "LWS005", "[LwsProtocol([|\"my chat\"|])] public partial struct Chat;" },
        { "LWS006", Program("void OnOpen(Session session) { } void [|OnOpen|](Session session, int number) { }") },
        { "LWS007", "[LwsContext(FdLimit = 20)] public partial class [|ChatContext|];" },
        { "LWS008", "public struct Chat; [LwsContext(FdLimit = 20)] [Serve<[|Chat|]>] public partial class ChatContext;" },
        { "LWS009", $"{Declaration}public partial struct Chat;\n[LwsContext]\n[Serve<Chat>(Path = [|\"chat\"|])]\npublic partial class C;" },
        {
            "LWS010",
            Program($"{OnMessage} {{ }} void [|OnFragment|](Session session, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position) {{ }}")
        },
        { "LWS011", $"{Declaration}public partial struct Chat;\npublic class Base;\n[LwsContext]\n[Serve<Chat>]\npublic partial class [|C|] : Base;" },
        { "LWS014", "[LwsProtocol(\"chat\", Origins = [[|\"https://example.org/\"|]])] public partial struct Chat;" },
        { "LWS015", Program("async void [|OnMessage|](byte[] data) => await System.Threading.Tasks.Task.Delay(1);") },
        { "LWS101", Limited("FdLimit = [|0|]") },
        { "LWS101", Limited("FdLimit = [|-1|]") },
        { "LWS101", Limited("FdLimit = [|100_000_000|]") },
        { "LWS109", Limited("FdLimit = 10_000, MemoryBudget = [|1_000_000|]") },
        { "LWS203", Program($"{OnMessage} => session.Send(System.IO.File.[|ReadAllBytes|](\"f\"));") },
        { "LWS203", Program($"{OnMessage} {{ string s = new System.Net.Http.HttpClient().GetStringAsync(\"/\").[|Result|]; }}") },
        { "LWS204", Program("MessageWriter _writer;\n    void OnOpen(Session session) => [|_writer = session.Write()|];") },
        { "LWS205", Program("SessionHandle _other;\n    void OnOpen(Session session) => _other.[|TrySend|](\"hello\"u8);") },
    };

    /// <summary>Programs that the compiler refuses, and why.</summary>
    public static TheoryData<string, string> RefusedByTheCompiler => new()
    {
        { "CS8345", Program("Session _session;\n    void OnOpen(Session session) => _session = session;") },
        { "CS8345", Program($"ReadOnlySpan<byte> _last;\n    {OnMessage} => _last = payload;") },
        { "CS9108", Program($"{OnMessage} => System.Threading.Tasks.Task.Run(() => session.Send(\"late\"));") },
        { "CS0246", Program("void OnOpen(Sesion session) { }") },
        { "CS0029", Program($"byte[] _last;\n    {OnMessage} => _last = payload;") },
    };

    [Theory]
    [MemberData(nameof(Mended))]
    public async Task A_mistake_is_told_once_in_its_place_and_the_fix_that_is_offered_mends_it(string id, string marked)
    {
        EditedProgram program = await AssertToldOnceAsync(id, marked);

        EditedProgram mended = await program.FixAsync();

        await mended.AssertIsCleanAsync();
    }

    [Theory]
    [MemberData(nameof(Explained))]
    public async Task A_mistake_that_only_its_author_can_mend_is_told_once_in_its_place(string id, string marked)
    {
        EditedProgram program = await AssertToldOnceAsync(id, marked);

        Assert.Empty(await program.OffersAsync((await program.DiagnosticsAsync()).Single()));
    }

    [Theory]
    [MemberData(nameof(RefusedByTheCompiler))]
    public async Task Where_the_compiler_has_said_it_nothing_is_added(string id, string source)
    {
        EditedProgram program = EditedProgram.From(source);

        Assert.Contains(id, (await program.CompilerErrorsAsync()).Select(error => error.Id));
        Assert.Empty(await program.DiagnosticsAsync());
    }

    [Fact]
    public async Task An_async_handler_with_its_session_is_told_once_what_to_do_beside_the_compilers_error()
    {
        EditedProgram program = EditedProgram.From(Program($"async {OnMessage} => await System.Threading.Tasks.Task.Delay(1);"));

        Assert.All(await program.CompilerErrorsAsync(), error => Assert.Equal("CS4012", error.Id));
        Assert.Equal("LWS015", Assert.Single(await program.DiagnosticsAsync()).Id);
    }

    private static string Program(string members) => $"{Declaration}public partial struct Chat\n{{\n    {members}\n}}\n{Context}";

    private static string Limited(string arguments) =>
        $"{Declaration}public partial struct Chat;\n[LwsContext({arguments})]\n[Serve<Chat>]\npublic partial class ChatContext;\n";

    private static async Task<EditedProgram> AssertToldOnceAsync(string id, string marked)
    {
        var source = new MarkedSource(marked);
        EditedProgram program = EditedProgram.From(source.Text);

        ImmutableArray<Diagnostic> diagnostics = await program.DiagnosticsAsync();

        Assert.Equal([id], diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Equal(source.MarkedWords, Compilations.PlaceOf(diagnostics[0]));
        Assert.Empty(await program.CompilerErrorsAsync());
        return program;
    }
}
