using System.Reflection;
using Lws.Dispatch;
using Xunit;

namespace Lws.Tests.Generators;

public class EmittedDispatchTests
{
    private const string EveryHandler =
        """
            UpgradeResult OnUpgrade(UpgradeRequest request) { Say("OnUpgrade"); return UpgradeResult.Refuse(418); }
            void OnOpen(Session session) => Say("OnOpen");
            void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => Say($"OnMessage {payload.Length} {kind}");
            void OnWritable(Session session) => Say("OnWritable");
            void OnDropped(Session session, int count) => Say($"OnDropped {count}");
            void OnPing(Session session, ReadOnlySpan<byte> payload) => Say($"OnPing {payload.Length}");
            void OnPong(Session session, ReadOnlySpan<byte> payload) => Say($"OnPong {payload.Length}");
            void OnTimer(Session session) => Say("OnTimer");
            void OnClosing(Session session, CloseCode code, ReadOnlySpan<byte> reason) => Say($"OnClosing {code} {reason.Length}");
            void OnClosed(Session session, CloseStatus status) => Say($"OnClosed {status.Code}");
            void OnConnectFailed(ConnectFailure failure) => Say("OnConnectFailed");

        """;

    private const string Log = "public static class Log { public static System.Collections.Generic.List<string> Lines = new(); }\n";

    private const string Full =
        $$"""
        [LwsProtocol("full")]
        public partial struct Full
        {
            int _calls;
            void Say(string what) => Log.Lines.Add($"Full {what} #{++_calls}");
        {{EveryHandler}}}

        """;

    private const string Sparse =
        """
        [LwsProtocol("sparse")]
        public partial struct Sparse
        {
            void OnFragment(Session session, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position) =>
                Log.Lines.Add($"Sparse OnFragment {payload.Length} {kind} {position}");
        }

        """;

    private const string Shim = "partial class Server { public static Lws.Dispatch.IDispatch New() => new Dispatch(); }\n";

    [Fact]
    public void Each_event_reaches_its_handler_with_its_arguments()
    {
        Assembly program = Load(Log + Full + Shim + "[LwsContext(FdLimit = 4)] [Serve<Full>] partial class Server;");
        IDispatch dispatch = NewDispatch(program);
        int slot = dispatch.Protocols[0].Rent();

        Raise(dispatch, protocol: 0, slot);

        Assert.Equal(
            [
                "Full OnOpen #1", "Full OnMessage 3 Text #2", "Full OnWritable #3", "Full OnDropped 7 #4", "Full OnPing 3 #5",
                "Full OnPong 3 #6", "Full OnTimer #7", "Full OnClosing GoingAway 3 #8", "Full OnClosed Normal #9",
            ],
            LinesOf(program));
    }

    [Fact]
    public void An_upgrade_reaches_its_handler_in_the_struct_that_the_session_will_have()
    {
        Assembly program = Load(Log + Full + Sparse + Shim + "[LwsContext] [Serve<Full>] [Serve<Sparse>] partial class Server;");
        IDispatch dispatch = NewDispatch(program);
        int slot = dispatch.Protocols[0].Rent();

        Assert.Equal(UpgradeResult.Refuse(418), dispatch.Protocols[0].OnUpgrade(slot, default));
        dispatch.OnOpen(0, slot, default);

        Assert.Equal(["Full OnUpgrade #1", "Full OnOpen #2"], LinesOf(program));
        Assert.Equal(UpgradeResult.Accept, dispatch.Protocols[1].OnUpgrade(dispatch.Protocols[1].Rent(), default));
    }

    [Fact]
    public void A_failed_connect_reaches_its_handler_with_the_state_given_to_it()
    {
        Assembly program = Load(Log + Full);
        Action fail = typeof(EmittedDispatchTests)
            .GetMethod(nameof(FailTwice), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(program.GetType("Full")!)
            .CreateDelegate<Action>();

        fail();

        Assert.Equal(["Full OnConnectFailed #1", "Full OnConnectFailed #2"], LinesOf(program));
    }

    [Fact]
    public void Events_go_to_the_protocol_of_their_index_and_handlers_not_written_are_passed_over()
    {
        Assembly program = Load(
            Log + Full + Sparse + Shim + "[LwsContext] [Serve<Full>(Path = \"/full\")] [Serve<Sparse>] partial class Server;");
        IDispatch dispatch = NewDispatch(program);
        Assert.Equal(["full", "sparse"], dispatch.Protocols.Select(slab => System.Text.Encoding.ASCII.GetString(slab.Name)));

        Raise(dispatch, protocol: 1, dispatch.Protocols[1].Rent());

        Assert.Equal(["Sparse OnFragment 3 Binary Final"], LinesOf(program));
    }

    [Fact]
    public void Each_session_has_fields_of_its_own_and_a_returned_slot_begins_anew()
    {
        Assembly program = Load(Log + Full + Shim + "[LwsContext(FdLimit = 4)] [Serve<Full>] partial class Server;");
        IDispatch dispatch = NewDispatch(program);
        int first = dispatch.Protocols[0].Rent();
        int second = dispatch.Protocols[0].Rent();

        dispatch.OnOpen(0, first, default);
        dispatch.OnTimer(0, first, default);
        dispatch.OnOpen(0, second, default);
        dispatch.Protocols[0].Return(first);
        dispatch.OnOpen(0, dispatch.Protocols[0].Rent(), default);

        Assert.Equal(["Full OnOpen #1", "Full OnTimer #2", "Full OnOpen #1", "Full OnOpen #1"], LinesOf(program));
    }

    [Fact]
    public void A_protocol_served_on_two_paths_has_one_slab()
    {
        Assembly program = Load(
            Log + Full + Shim + "[LwsContext] [Serve<Full>(Path = \"/a\")] [Serve<Full>(Path = \"/b\")] partial class Server;");

        Assert.Single(NewDispatch(program).Protocols);
    }

    [Fact]
    public void Private_handlers_of_another_assembly_are_reached_though_its_reference_assembly_hides_them()
    {
        GeneratedProgram library = GeneratedProgram.From(Compilations.Of(Log + Sparse + Full, "Library"));
        Assembly loaded = library.Load();
        Assembly program = GeneratedProgram.From(
            Shim + "[LwsContext] [Serve<Full>] [Serve<Sparse>] partial class Server;",
            library.ToReference()).Load(loaded);
        IDispatch dispatch = NewDispatch(program);

        Raise(dispatch, protocol: 1, dispatch.Protocols[1].Rent());

        Assert.Equal(["Sparse OnFragment 3 Binary Final"], LinesOf(loaded));
    }

    [Fact]
    public void Traits_name_the_handlers_that_are_written_and_the_default_limits()
    {
        Slab slab = NewDispatch(Load(Log + Full + Shim + "[LwsContext] [Serve<Full>] partial class Server;")).Protocols[0];

        ProtocolEvents all = Enum.GetValues<ProtocolEvents>().Aggregate((left, right) => left | right);
        Assert.Equal(new ProtocolTraits(all & ~ProtocolEvents.Fragment, 65_536, 1_024, 262_144), slab.Traits);
    }

    [Fact]
    public void A_streaming_protocol_has_no_limits_of_messages_but_those_it_sets()
    {
        Slab slab = NewDispatch(Load(
            Log + Sparse.Replace("\"sparse\"", "\"sparse\", MaxFragments = 9", StringComparison.Ordinal) + Shim +
            "[LwsContext] [Serve<Sparse>] partial class Server;")).Protocols[0];

        Assert.Equal(new ProtocolTraits(ProtocolEvents.Fragment, ProtocolTraits.Unlimited, 9, 262_144), slab.Traits);
    }

    [Fact]
    public void A_protocol_states_its_low_mark_and_what_happens_at_its_limit()
    {
        Slab slab = NewDispatch(Load(
            Log + Sparse.Replace("\"sparse\"", "\"sparse\", LowQueuedBytes = 99, WhenQueueFull = QueueFull.KeepLatest", StringComparison.Ordinal) +
            Shim + "[LwsContext] [Serve<Sparse>] partial class Server;")).Protocols[0];

        Assert.Equal((99, QueueFull.KeepLatest), (slab.Traits.LowQueuedBytes, slab.Traits.WhenQueueFull));
    }

    [Fact]
    public void A_protocol_states_how_fast_its_peers_may_send()
    {
        const string Rates = "MaxMessagesPerSecond = 5, MessageBurst = 6, MaxBytesPerSecond = 7, ByteBurst = 8, MaxControlFramesPerSecond = 9";
        Slab slab = NewDispatch(Load(
            Log + Sparse.Replace("\"sparse\"", $"\"sparse\", {Rates}", StringComparison.Ordinal) +
            Shim + "[LwsContext] [Serve<Sparse>] partial class Server;")).Protocols[0];

        ProtocolTraits traits = slab.Traits;
        Assert.Equal((5, 6), (traits.MaxMessagesPerSecond, traits.MessageBurst));
        Assert.Equal((7, 8), (traits.MaxBytesPerSecond, traits.ByteBurst));
        Assert.Equal(9, traits.MaxControlFramesPerSecond);
    }

    [Fact]
    public void A_protocol_without_handlers_takes_every_event_in_silence()
    {
        IDispatch dispatch = NewDispatch(Load(
            Shim + "[LwsProtocol(\"mute\")] partial struct Mute; [LwsContext] [Serve<Mute>] partial class Server;"));

        Raise(dispatch, protocol: 0, dispatch.Protocols[0].Rent());

        Assert.Equal(ProtocolEvents.None, dispatch.Protocols[0].Traits.Events);
    }

    [Fact]
    public void Generic_protocols_and_contexts_run()
    {
        Assembly program = Load(
            Log +
            """
            [LwsProtocol("typed")]
            public partial struct Typed<T> { void OnOpen(Session session) => Log.Lines.Add(typeof(T).Name); }
            [LwsContext(FdLimit = 3)] [Serve<Typed<int>>]
            public partial class Generic<T>
            {
                public static Lws.Dispatch.IDispatch New() => new Dispatch();
                public static Lws.Connections.IFdTable NewTable() => default(FdTable);
            }
            public static class Server
            {
                public static Lws.Dispatch.IDispatch New() => Generic<string>.New();
                public static Lws.Connections.IFdTable NewTable() => Generic<string>.NewTable();
            }
            """);
        IDispatch dispatch = NewDispatch(program);

        dispatch.OnOpen(0, dispatch.Protocols[0].Rent(), default);

        Assert.Equal(["Int32"], LinesOf(program));
    }

    private static void Raise(IDispatch dispatch, int protocol, int slot)
    {
        byte[] payload = [1, 2, 3];
        dispatch.OnOpen(protocol, slot, default);
        dispatch.OnMessage(protocol, slot, default, payload, MessageKind.Text);
        dispatch.OnFragment(protocol, slot, default, payload, MessageKind.Binary, FragmentPosition.Final);
        dispatch.OnWritable(protocol, slot, default);
        dispatch.OnDropped(protocol, slot, default, 7);
        dispatch.OnPing(protocol, slot, default, payload);
        dispatch.OnPong(protocol, slot, default, payload);
        dispatch.OnTimer(protocol, slot, default);
        dispatch.OnClosing(protocol, slot, default, CloseCode.GoingAway, payload);
        dispatch.OnClosed(protocol, slot, default, new CloseStatus(CloseCode.Normal, default, isClean: true, byPeer: false));
    }

    private static void FailTwice<T>()
        where T : struct, IProtocol<T>
    {
        T state = default;
        T.OnConnectFailed(ref state, default);
        T.OnConnectFailed(ref state, default);
    }

    private static Assembly Load(string source) => GeneratedProgram.From(source).Load();

    private static IDispatch NewDispatch(Assembly program) =>
        (IDispatch)program.GetType("Server")!.GetMethod("New")!.Invoke(null, null)!;

    private static List<string> LinesOf(Assembly program) =>
        (List<string>)program.GetType("Log")!.GetField("Lines")!.GetValue(null)!;
}
