using System.Globalization;
using Lws.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Logging;

namespace Lws.Bench.Micro.Generators;

/// <summary>A project of 1,000 protocols, each in a file of its own, served by 100 contexts.</summary>
internal sealed class LargeProject
{
    private const int Protocols = 1_000;
    private const int ProtocolsPerContext = 10;
    private const int Edited = 500;

    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13);

    private readonly SyntaxTree _elsewhere = Parse("static class Elsewhere { public static int Answer() => 41; }");
    private readonly SyntaxTree _elsewhereEdited = Parse("static class Elsewhere { public static int Answer() => 42; }");
    private readonly SyntaxTree _protocol = Parse(SourceOfProtocol(Edited));
    private readonly SyntaxTree _protocolEdited = Parse(SourceOfProtocol(Edited, "private void OnOpen(Session session) { }"));

    public LargeProject()
    {
        SyntaxTree[] sources =
        [
            _elsewhere, _protocol,
            .. Enumerable.Range(0, Protocols).Where(number => number != Edited).Select(number => Parse(SourceOfProtocol(number))),
            .. Enumerable.Range(0, Contexts).Select(number => Parse(SourceOfContext(number))),
        ];
        Compilation = CSharpCompilation.Create(
            "Large", sources, FindReferences(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    public static int Contexts => Protocols / ProtocolsPerContext;

    /// <summary>How many files are emitted: one for each protocol, one for each context.</summary>
    public static int Files => Protocols + Contexts;

    public CSharpCompilation Compilation { get; }

    public static GeneratorDriver NewDriver() =>
        CSharpGeneratorDriver.Create([new LwsGenerator().AsSourceGenerator()], parseOptions: ParseOptions);

    /// <summary>The compilation after a change in a file that has nothing to do with Lws.</summary>
    public Compilation EditElsewhere() => Compilation.ReplaceSyntaxTree(_elsewhere, _elsewhereEdited);

    /// <summary>The compilation after one protocol has got one handler more.</summary>
    public Compilation EditProtocol() => Compilation.ReplaceSyntaxTree(_protocol, _protocolEdited);

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText("using System; using Lws;\n" + source, ParseOptions);

    private static string SourceOfProtocol(int number, string member = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        namespace Large.Protocols;

        [LwsProtocol("protocol-{{number}}", Origins = [Origins.Same])]
        public partial struct Protocol{{number}}
        {
            private int _count;
            {{member}}

            private void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind)
            {
                _count++;
                session.Send(payload, kind);
            }

            private void OnClosed(Session session, CloseStatus status) => Console.WriteLine($"{_count} messages");
        }
        """);

    private static string SourceOfContext(int number)
    {
        IEnumerable<string> serves = Enumerable.Range(number * ProtocolsPerContext, ProtocolsPerContext)
            .Select(protocol => string.Create(CultureInfo.InvariantCulture, $"[Serve<Protocol{protocol}>(Path = \"/{protocol}\")]"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            namespace Large.Protocols;

            [LwsContext(FdLimit = 1_000)]
            {string.Join('\n', serves)}
            public partial class Context{number};
            """);
    }

    private static IEnumerable<MetadataReference> FindReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(LwsContext).Assembly.Location)
            .Append(typeof(ILogger).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
