using System.Reflection;
using System.Text;
using Lws.Dispatch;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Generators;

/// <summary>Origin policies as they are emitted, asked as the loop asks them.</summary>
public class EmittedOriginTests
{
    private const string App = "https://app.example";

    [Theory]
    [InlineData("", App, true)]
    [InlineData("", null, true)]
    [InlineData("Origins = [Origins.Any]", "null", true)]
    [InlineData("Origins = [\"https://app.example\", Origins.Any]", "https://evil.test", true)]
    [InlineData("Origins = []", App, false)]
    [InlineData("Origins = []", null, false)]
    [InlineData("Origins = [Origins.Missing]", null, true)]
    [InlineData("Origins = [Origins.Missing]", "", false)]
    [InlineData("Origins = [Origins.Missing]", "missing", false)]
    [InlineData("Origins = [Origins.Null]", "null", true)]
    [InlineData("Origins = [Origins.Null]", null, false)]
    [InlineData("Origins = [Origins.Null]", "Null", false)]
    [InlineData("Origins = [Origins.Same]", "https://a:7681", true)]
    [InlineData("Origins = [Origins.Same]", "http://a:7681", true)]
    [InlineData("Origins = [Origins.Same]", "http://a", false)]
    [InlineData("Origins = [Origins.Same]", "http://A:7681", false)]
    [InlineData("Origins = [Origins.Same]", "ftp://a:7681", false)]
    [InlineData("Origins = [Origins.Same]", "a:7681", false)]
    [InlineData("Origins = [Origins.Same]", "same", false)]
    [InlineData("Origins = [Origins.Same]", null, false)]
    [InlineData("Origins = [\"http://b\", \"https://app.example\", \"http://b\"]", App, true)]
    [InlineData("Origins = [\"https://app.example\"]", "https://app.example.evil.test", false)]
    [InlineData("Origins = [\"https://app.example\"]", "https://app.example https://evil.test", false)]
    [InlineData("Origins = [\"https://app.example\"]", "", false)]
    [InlineData("Origins = [\"https://app.example\"]", null, false)]
    public void A_policy_accepts_what_it_lists_and_nothing_else(string policy, string? origin, bool isAccepted)
    {
        string argument = policy.Length == 0 ? "" : ", " + policy;
        Slab slab = Load($"[LwsProtocol(\"p\"{argument})] partial struct P; [LwsContext] [Serve<P>] partial class Server;");

        Assert.Equal(isAccepted, Accepts(slab, origin));
    }

    [Fact]
    public void An_origin_that_the_analyzer_refuses_is_left_out_so_that_less_is_accepted_not_more()
    {
        Slab slab = Load("[LwsProtocol(\"p\", Origins = [\"app.example\"])] partial struct P; [LwsContext] [Serve<P>] partial class Server;");

        Assert.False(Accepts(slab, App));
        Assert.False(Accepts(slab, null));
    }

    [Fact]
    public void The_policy_of_a_protocol_of_another_assembly_holds()
    {
        GeneratedProgram library = GeneratedProgram.From(Compilations.Of(
            "[LwsProtocol(\"p\", Origins = [\"https://app.example\"])] public partial struct P;", "Library"));
        Slab slab = Load("[LwsContext] [Serve<P>] partial class Server;", library);

        Assert.True(Accepts(slab, App));
        Assert.False(Accepts(slab, "https://other.example"));
    }

    private static bool Accepts(Slab slab, string? origin)
    {
        byte[] head = Encoding.ASCII.GetBytes(
            "GET / HTTP/1.1\r\nHost: a:7681\r\n" + (origin is null ? "" : $"Origin: {origin}\r\n") + "\r\n");
        Assert.Equal(HandshakeError.None, RequestHeadParser.TryParse(head, new HeaderField[4], out RequestHead request));
        return slab.AcceptsOrigin(new RequestOrigin(request.Headers));
    }

    private static Slab Load(string source, GeneratedProgram? library = null)
    {
        const string Shim = "partial class Server { public static Lws.Dispatch.IDispatch New() => new Dispatch(); }\n";
        GeneratedProgram program = library is null
            ? GeneratedProgram.From(Shim + source)
            : GeneratedProgram.From(Shim + source, library.ToReference());
        Assembly loaded = program.Load(library?.Load());
        return ((IDispatch)loaded.GetType("Server")!.GetMethod("New")!.Invoke(null, null)!).Protocols[0];
    }
}
