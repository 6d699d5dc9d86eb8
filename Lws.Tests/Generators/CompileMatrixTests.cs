using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lws.Tests.Generators;

/// <summary>
/// Emitted code in projects of every kind, compiled at the highest warning level. The project Lws.Tests/Strict is built with every
/// analyzer on beside it.
/// </summary>
public class CompileMatrixTests
{
    private const string Handlers =
        "void OnOpen(Session s) { } void OnMessage(Session s, ReadOnlySpan<byte> p, MessageKind k) { } " +
        "UpgradeResult OnUpgrade(UpgradeRequest r) => UpgradeResult.Accept; void OnConnectFailed(ConnectFailure f) { }";

    private const string Protocol = "[LwsProtocol(\"p\", Origins = [Origins.Same])] ";

    private static readonly Dictionary<string, string> Shapes = new()
    {
        ["global namespace"] = $"{Protocol} partial struct P {{ {Handlers} }} [LwsContext(FdLimit = 20)] [Serve<P>] partial class C;",
        ["file-scoped namespace"] = $"namespace A.B; {Protocol} partial struct P {{ {Handlers} }} [LwsContext] [Serve<P>] partial class C;",
        ["block namespace"] = $"namespace A {{ namespace B {{ {Protocol} partial struct P {{ {Handlers} }} [LwsContext] [Serve<P>] partial class C; }} }}",
        ["namespace that is called System"] =
            $"namespace Mine.System {{ {Protocol} partial struct P {{ {Handlers} }} [LwsContext(FdLimit = 9)] [Serve<P>] partial class C; }}",
        ["namespace that is called Lws"] =
            $"namespace Mine.Lws {{ {Protocol} partial struct P {{ {Handlers} }} [LwsContext(FdLimit = 9)] [Serve<P>] partial class C; }}",
        ["types that are called like the framework's"] =
            $"namespace A; class Math; class Unsafe; class Slab; class EventLoop; class ReadOnlySpan; {Protocol} partial struct Session1 {{ string _n; " +
            $"{Handlers} }} [LwsContext(FdLimit = 9)] [Serve<Session1>] partial class Context;",
        ["keywords as names"] =
            $"namespace @namespace.@class; {Protocol} partial struct @struct {{ {Handlers} }} partial class @void<@in> {{ [LwsContext] [Serve<@struct>] " +
            "internal partial class @event; }",
        ["nested"] =
            $"partial class A {{ internal partial struct B {{ internal partial interface I {{ {Protocol} internal partial struct P {{ {Handlers} }} " +
            "[LwsContext(FdLimit = 5)] [Serve<P>] internal partial class C; } } }",
        ["private and nested"] = $"partial class A {{ {Protocol} private partial struct P {{ {Handlers} }} [LwsContext] [Serve<P>] private partial class C; }}",
        ["in records"] = $"partial record A {{ partial record struct B {{ {Protocol} internal partial struct P {{ {Handlers} }} }} }}",
        ["generic containers"] =
            $"partial class A<T> where T : class {{ {Protocol} internal partial struct P {{ T _t; {Handlers} }} }} " +
            "partial class B<T> { [LwsContext(FdLimit = 70_000)] [Serve<A<string>.P>] internal partial class C; }",
        ["generic protocol"] =
            $"{Protocol} partial struct P<T, @int> where T : struct {{ T _t; {Handlers} }} [LwsContext(FdLimit = 8)] [Serve<P<int, string>>(Path = \"/\")] " +
            "[Connect<P<byte, object>>] partial class C;",
        ["generic context"] = $"{Protocol} partial struct P {{ {Handlers} }} [LwsContext(FdLimit = 20)] [Serve<P>] partial class C<T>;",
        ["public"] = $"{Protocol} public partial struct P {{ {Handlers} }} [LwsContext(FdLimit = 20)] [Serve<P>] public sealed partial class C;",
        ["internal protocol of a public context"] = $"{Protocol} partial struct P {{ {Handlers} }} [LwsContext] [Serve<P>] public partial class C;",
        ["several contexts"] =
            $"{Protocol} partial struct P {{ {Handlers} }} {Protocol.Replace("\"p\"", "\"q\"", StringComparison.Ordinal)} partial struct Q {{ string _s; }} " +
            "[LwsContext(FdLimit = 3, Loops = 2, WhenFull = WhenFull.Refuse)] [Serve<P>] [Serve<Q>] partial class C; " +
            "[LwsContext(FdLimit = 9, FdOverflow = FdOverflow.Spill)] [Connect<Q>] partial class D; [LwsContext] [Serve<Q>(Path = \"/q\")] partial class E;",
        ["readonly record struct"] = $"{Protocol} readonly partial record struct P(int Number) {{ {Handlers} }} [LwsContext] [Serve<P>] partial class C;",
        ["no handler"] = $"{Protocol} partial struct P; [LwsContext(FdLimit = 1)] [Connect<P>] partial class C;",
        ["constructor of its own"] =
            $"{Protocol} partial struct P {{ {Handlers} }} [LwsContext(FdLimit = 20)] [Serve<P>] partial class C {{ public C(int n) : base(new LwsOptions()) {{ }} }}",
        ["obsolete protocol"] = $"[Obsolete] {Protocol} partial struct P {{ {Handlers} }} [Obsolete, LwsContext] [Serve<P>] partial class C;",
        ["odd text in names"] =
            $"[LwsProtocol(\"p\", Origins = [\"chrome-extension://a\"])] partial struct Größe {{ {Handlers} }} " +
            "[LwsContext] [Serve<Größe>(Path = \"/%22*/\\\\{}\")] partial class C;",
    };

    public static TheoryData<string, NullableContextOptions, LanguageVersion> Matrix()
    {
        var matrix = new TheoryData<string, NullableContextOptions, LanguageVersion>();
        foreach (string shape in Shapes.Keys)
        {
            matrix.Add(shape, NullableContextOptions.Disable, LanguageVersion.CSharp13);
            matrix.Add(shape, NullableContextOptions.Enable, LanguageVersion.Preview);
        }

        return matrix;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Emitted_code_compiles_without_a_warning(string shape, NullableContextOptions nullable, LanguageVersion version)
    {
        CSharpCompilation compilation = Compilations.Of("#pragma warning disable CS0169, CS8618\n" + Shapes[shape], version);
        GeneratedProgram program = GeneratedProgram.From(compilation.WithOptions(compilation.Options
            .WithNullableContextOptions(nullable)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            .WithOutputKind(OutputKind.DynamicallyLinkedLibrary)));

        Assert.Empty(program.CompilerDiagnostics());
        Assert.All(program.Files.Values, file =>
        {
            Assert.StartsWith("// <auto-generated/>\n#nullable enable\n", file, StringComparison.Ordinal);
            Assert.DoesNotContain("\nusing ", file, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void There_is_one_file_for_each_protocol_and_each_context() => Assert.Equal(
        ["C.LwsContext.g.cs", "D.LwsContext.g.cs", "E.LwsContext.g.cs", "P.LwsProtocol.g.cs", "Q.LwsProtocol.g.cs"],
        GeneratedProgram.From(Shapes["several contexts"]).Files.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_protocol_of_one_assembly_is_served_by_contexts_of_two_others()
    {
        MetadataReference library = GeneratedProgram
            .From(Compilations.Of($"namespace Library; {Protocol} public partial struct P {{ {Handlers} }}", "Library")).ToReference();
        const string Server = "namespace {0}; [LwsContext(FdLimit = 20)] [Serve<Library.P>] public partial class C;";

        foreach (string name in new[] { "First", "Second" })
        {
            GeneratedProgram server = GeneratedProgram.From(
                Compilations.Of(string.Format(System.Globalization.CultureInfo.InvariantCulture, Server, name), name, library));
            Assert.Empty(server.CompilerDiagnostics());
            Assert.Empty(server.AnalyzerDiagnostics());
        }
    }
}
