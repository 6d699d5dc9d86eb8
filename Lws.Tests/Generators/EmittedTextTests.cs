using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lws.Tests.Generators;

public class EmittedTextTests
{
    private const string Echo =
        """
        [LwsProtocol("echo", Origins = ["*"])]
        partial struct Echo
        {
            int _count;
            void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => _count++;
        }

        """;

    private const string Chat =
        """
        [LwsProtocol("chat.v2", MaxMessageLength = 1000, MaxFragments = 1, MaxQueuedBytes = 10, LowQueuedBytes = 9, WhenQueueFull = QueueFull.Close, Origins = ["*"])]
        partial struct Chat
        {
            internal void OnOpen(Session session) { }
            public void OnMessage(Session s, ReadOnlySpan<byte> bytes, MessageKind k) { }
            void OnWritable(Session session) { }
            private readonly void OnClosing(Session session, CloseCode code, ReadOnlySpan<byte> reason) { }
            void OnClosed(Session session, CloseStatus status) { }
        }

        """;

    private const string Upload =
        """
        [LwsProtocol("upload", MaxMessageLength = 1_000_000, Origins = ["*"])]
        partial struct Upload
        {
            void OnFragment(Session session, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position) { }
            void OnWritable(Session session) { }
            void OnPing(Session session, ReadOnlySpan<byte> payload) { }
            void OnPong(Session session, ReadOnlySpan<byte> payload) { }
            void OnTimer(Session session) { }
        }

        """;

    [Fact]
    public void One_protocol_is_dispatched_without_a_switch() =>
        Verify("namespace Demo;\n" + Echo + "[LwsContext(FdLimit = 8)] [Serve<Echo>] partial class EchoContext;");

    [Fact]
    public void Three_protocols_on_paths_get_a_row_for_each_handler_that_is_written() => Verify(
        "namespace Demo;\n" + Echo + Chat + Upload +
        """
        [LwsContext(FdLimit = 64)]
        [Serve<Upload>(Path = "/upload")]
        [Serve<Chat>(Path = "/chat")]
        [Serve<Chat>(Path = "/talk")]
        [Serve<Echo>]
        partial class Server;
        """);

    [Fact]
    public void A_protocol_that_filters_its_clients_states_its_policy_and_answers_its_upgrades() => Verify(
        """
        namespace Demo;
        [LwsProtocol("gate", Origins = ["https://app.example", "http://localhost:3000", Origins.Same, Origins.Null, Origins.Missing])]
        partial struct Gate
        {
            UpgradeResult OnUpgrade(UpgradeRequest request) => UpgradeResult.Accept;
        }

        [LwsProtocol("closed", Origins = [])]
        partial struct Closed { }

        [LwsContext(FdLimit = 4)]
        [Serve<Gate>]
        [Serve<Closed>]
        partial class Server;
        """);

    [Fact]
    public void Without_a_limit_the_table_grows() =>
        Verify("namespace Demo;\n" + Echo + "[LwsContext] [Serve<Echo>(Path = \"/\")] partial class EchoContext;");

    [Fact]
    public void Above_8_connections_the_table_has_an_index() =>
        Verify("namespace Demo;\n" + Echo + "[LwsContext(FdLimit = 20)] [Serve<Echo>] partial class EchoContext;");

    [Fact]
    public void Of_several_loops_each_has_a_table_and_slabs() =>
        Verify("namespace Demo;\n" + Echo + "[LwsContext(FdLimit = 8, Loops = 4)] [Serve<Echo>] partial class EchoContext;");

    [Fact]
    public void Names_that_are_keywords_are_escaped_and_containing_types_are_repeated() => Verify(
        """
        namespace Demo.@event
        {
            public partial interface IOuter<T>
            {
                partial record struct @struct
                {
                    [LwsProtocol("quote'`", Origins = ["*"])]
                    public partial record struct @record<@class>(int Count)
                    {
                        void OnOpen(Session session) { }
                    }
                }

                partial record Inner
                {
                    [LwsContext(FdLimit = 1)]
                    [Serve<IOuter<string>.@struct.@record<int>>(Path = "/\"quoted\"\\")]
                    sealed partial class @void
                    {
                        private @void(int number) { }
                    }
                }
            }
        }
        """);

    [Fact]
    public void A_protocol_of_another_assembly_gets_every_row()
    {
        GeneratedProgram other = GeneratedProgram.From(
            """
            namespace Other;
            [LwsProtocol("echo", Origins = ["*"])] public partial struct Echo { void OnOpen(Session session) { } }
            """);
        MetadataReference reference = other.ToReference();
        Verify(Chat + "[LwsContext(FdLimit = 20)] [Serve<Chat>] [Serve<Other.Echo>] partial class Server;", reference);
    }

    [Fact]
    public void A_context_that_only_connects_has_slabs_and_handlers_but_no_route() => Verify(
        """
        [LwsProtocol("feed", Origins = ["*"])]
        partial struct Feed
        {
            void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) { }
            void OnConnectFailed(ConnectFailure failure) { }
        }

        [LwsContext(FdLimit = 4, WhenFull = WhenFull.Refuse, FdOverflow = FdOverflow.Spill)]
        [Connect<Feed>]
        partial class Reader;
        """);

    [Fact]
    public void A_protocol_that_is_served_and_connected_with_has_one_slab()
    {
        string server = GeneratedProgram.From(
            Echo + Chat + "[LwsContext] [Connect<Chat>] [Serve<Echo>] [Serve<Chat>(Path = \"/chat\")] partial class Server;")
            .File("Server");

        Assert.Contains("{ _chat, _echo };", server, StringComparison.Ordinal);
        Assert.Contains("// [Connect<Chat>] [Serve<Chat>(Path = \"/chat\")]", server, StringComparison.Ordinal);
        Assert.Contains("return new(0, true);", server, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "this, FdLimit, global::Lws.WhenFull.Pause,")]
    [InlineData("WhenFull = WhenFull.Pause", "this, FdLimit, global::Lws.WhenFull.Pause,")]
    [InlineData("WhenFull = WhenFull.Refuse", "this, FdLimit, global::Lws.WhenFull.Refuse,")]
    [InlineData("FdLimit = 8, FdOverflow = FdOverflow.None", "Create<Dispatch, FdTable>")]
    [InlineData("FdLimit = 8, FdOverflow = FdOverflow.Spill", "Create<Dispatch, global::Lws.Connections.SpillFdTable<FdTable>>")]
    [InlineData("FdLimit = 8, FdOverflow = FdOverflow.Spill", "const int FdLimit = 8;")]
    [InlineData("FdLimit = 8, FdOverflow = FdOverflow.Spill", "this, int.MaxValue,")]
    [InlineData("FdLimit = 8, FdOverflow = FdOverflow.Spill", "_echo = new(int.MaxValue);")]
    [InlineData("FdLimit = 8, FdOverflow = FdOverflow.Spill, Loops = 2", "How many connections each loop has room for before it grows.")]
    [InlineData("FdLimit = 65_537, FdOverflow = FdOverflow.Spill", "Create<Dispatch, global::Lws.Connections.GrowingFdTable>")]
    public void What_happens_at_the_limit_is_handed_to_the_loop(string arguments, string expected) => Assert.Contains(
        expected,
        GeneratedProgram.From(Echo + $"[LwsContext({arguments})] [Serve<Echo>] partial class Server;").File("Server"),
        StringComparison.Ordinal);

    [Fact]
    public void Protocols_of_one_name_in_two_namespaces_get_fields_of_their_own()
    {
        GeneratedProgram program = GeneratedProgram.From(
            """
            namespace A { [LwsProtocol("a", Origins = ["*"])] partial struct Echo; }
            namespace B { [LwsProtocol("b", Origins = ["*"])] partial struct Echo; }
            [LwsContext] [Serve<A.Echo>] [Serve<B.Echo>] partial class Server;
            """);

        string server = program.File("Server");
        Assert.Contains("Slab<global::A.Echo> _echo =", server, StringComparison.Ordinal);
        Assert.Contains("Slab<global::B.Echo> _echo2 =", server, StringComparison.Ordinal);
        Assert.Empty(program.CompilerDiagnostics());
    }

    [Theory]
    [InlineData(1, "ScanFdTable", null)]
    [InlineData(8, "ScanFdTable", null)]
    [InlineData(9, "HashFdTable", "32")]
    [InlineData(64, "HashFdTable", "256")]
    [InlineData(65, "HashFdTable", "256")]
    [InlineData(65_536, "HashFdTable", "262_144")]
    [InlineData(65_537, "Create<Dispatch, global::Lws.Connections.GrowingFdTable>", null)]
    [InlineData(16_000_000, "Create<Dispatch, global::Lws.Connections.GrowingFdTable>", null)]
    public void The_limit_decides_the_structure_of_the_table(int limit, string table, string? indexLength)
    {
        string server = GeneratedProgram.From(Echo + $"[LwsContext(FdLimit = {limit})] [Serve<Echo>] partial class Server;")
            .File("Server");

        Assert.Contains(table, server, StringComparison.Ordinal);
        Assert.Equal(indexLength is not null, server.Contains("struct Index", StringComparison.Ordinal));
        if (indexLength is not null)
            Assert.Contains($"InlineArray({indexLength})", server, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constructor_of_the_users_own_takes_the_place_of_the_emitted_one()
    {
        GeneratedProgram program = GeneratedProgram.From(
            Echo + "[LwsContext] [Serve<Echo>] partial class Server(int number) { public int Number => number; }");

        Assert.DoesNotContain("base(options)", program.File("Server"), StringComparison.Ordinal);
        Assert.Empty(program.CompilerDiagnostics());
    }

    [Fact]
    public void A_constant_of_the_users_own_is_the_limit() => Assert.Contains(
        "public const int FdLimit = 1_200;",
        GeneratedProgram.From(
            "static class Limits { public const int Connections = 3 * 400; }\n" + Echo +
            "[LwsContext(FdLimit = Limits.Connections)] [Serve<Echo>] partial class Server;").File("Server"),
        StringComparison.Ordinal);

    [Fact]
    public void Attributes_on_several_parts_of_a_context_are_taken_together()
    {
        GeneratedProgram program = GeneratedProgram.From(
            Echo + Chat + "[LwsContext] partial class Server; [Serve<Echo>] partial class Server; [Serve<Chat>] partial class Server;");

        Assert.Contains("_echo, _chat", program.File("Server"), StringComparison.Ordinal);
        Assert.Empty(program.AnalyzerDiagnostics());
    }

    private static void Verify(string source, MetadataReference? reference = null, [CallerMemberName] string test = "")
    {
        GeneratedProgram program = GeneratedProgram.From(source, reference is null ? [] : [reference]);
        Assert.Empty(program.CompilerDiagnostics());
        Assert.Empty(program.AnalyzerDiagnostics());
        Snapshot.Verify(program, test);
    }
}
