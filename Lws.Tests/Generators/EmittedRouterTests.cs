using System.Text;
using Lws.Dispatch;
using Lws.Tests.Handshake;
using Xunit;

namespace Lws.Tests.Generators;

public class EmittedRouterTests
{
    // The shim reaches the private nested struct from the user's own part of the class.
    private const string Protocols =
        """
        [LwsProtocol("a")] partial struct A { }
        [LwsProtocol("b")] partial struct B { }
        [LwsProtocol("c")] partial struct C { }
        partial class Server
        {
            public static Lws.Dispatch.Route Ask(ReadOnlySpan<byte> path, Lws.Handshake.SubprotocolOffer offer) =>
                Dispatch.Route(path, offer);
        }

        """;

    private static readonly Router Mixed =
        Compile("""[Serve<A>(Path = "/x")] [Serve<B>] [Serve<C>(Path = "/x")] [Serve<A>(Path = "/y")] [Serve<C>(Path = "/y")]""");

    private static readonly Router PathsOnly = Compile("""[Serve<A>(Path = "/x")] [Serve<B>(Path = "/y")]""");

    [Theory]
    [InlineData("/x", "a", 0)]
    [InlineData("/x", "b", 1)]
    [InlineData("/x", "c", 2)]
    [InlineData("/other", "b", 1)]
    [InlineData("/y", "c", 2)]
    public void An_offered_protocol_that_is_served_on_the_path_is_chosen(string path, string offered, int protocol) =>
        Assert.Equal(new Route(protocol, true), Ask(Mixed, path, offered));

    [Theory]
    [InlineData("/x", "c, b, a", 0)]
    [InlineData("/x", "c, b", 1)]
    [InlineData("/y", "c, a", 0)]
    [InlineData("/y", "c, b", 1)]
    public void The_servers_order_of_preference_wins_over_the_clients(string path, string offered, int protocol) =>
        Assert.Equal(new Route(protocol, true), Ask(Mixed, path, offered));

    [Theory]
    [InlineData("/x", null)]
    [InlineData("/x", "unknown")]
    [InlineData("/x", "A")]
    [InlineData("/y", null)]
    public void Without_a_match_the_first_on_exactly_the_path_is_taken_unnamed(string path, string? offered) =>
        Assert.Equal(new Route(0, false), Ask(Mixed, path, offered));

    [Theory]
    [InlineData("/other", null)]
    [InlineData("/other", "a, c")]
    [InlineData("/", null)]
    [InlineData("/X", null)]
    [InlineData("/x/", null)]
    [InlineData("", null)]
    public void On_any_other_path_the_first_served_on_every_path_is_taken(string path, string? offered) =>
        Assert.Equal(new Route(1, false), Ask(Mixed, path, offered));

    [Theory]
    [InlineData("/", "a")]
    [InlineData("/z", null)]
    [InlineData("/X", "b")]
    public void Where_nothing_is_served_there_is_no_route(string path, string? offered) =>
        Assert.Equal(new Route(-1, false), Ask(PathsOnly, path, offered));

    [Fact]
    public void A_protocol_of_another_path_is_not_chosen_though_it_is_offered() =>
        Assert.Equal(new Route(0, false), Ask(PathsOnly, "/x", "b"));

    [Fact]
    public void Paths_and_names_with_quotes_and_backslashes_are_compared_literally()
    {
        Router router = Compile("""[Serve<A>(Path = "/\"\\%20{x}")]""");

        Assert.Equal(new Route(0, true), Ask(router, "/\"\\%20{x}", "a"));
        Assert.Equal(new Route(-1, false), Ask(router, "/\"\\ {x}", "a"));
    }

    // Asks as the handshake would, for a request with this list of subprotocols; null is none.
    private static Route Ask(Router router, string path, string? offered) =>
        router(Encoding.ASCII.GetBytes(path), offered is null ? Offers.Of() : Offers.Of(offered));

    private static Router Compile(string attributes) =>
        GeneratedProgram.From(Protocols + $"[LwsContext(FdLimit = 4)] {attributes} partial class Server;")
            .Load().GetType("Server")!.GetMethod("Ask")!.CreateDelegate<Router>();
}
