using Lws.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Lws.Tests.Generators;

/// <summary>Compilations of test sources against the framework of the running process and the runtime under test.</summary>
internal static class Compilations
{
    // What a project without implicit usings would begin with; nullable is off, as in the oldest of projects. Doc comments are
    // asked of the emitted members alone.
    public const string Usings = "#pragma warning disable CS1591\nusing System; using Lws;\n";

    // Another assembly may use the internal protocols of a test source, so that each need not have a context.
    public const string Friends = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Friend\")]";

    private static readonly CSharpParseOptions ParseOptions =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13).WithDocumentationMode(DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable, warningLevel: 9999);

    // All begin with this one, so that the references are read once.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Demo", [], FindReferences(), Options);

    public static CSharpCompilation Of(string source, string assembly = "Demo", params MetadataReference[] more) =>
        Empty.WithAssemblyName(assembly).AddReferences(more).AddSyntaxTrees(Parse(Usings + source), Parse(Friends));

    /// <summary>The source in a project of another version of the language.</summary>
    public static CSharpCompilation Of(string source, LanguageVersion version) =>
        Empty.AddSyntaxTrees(new[] { Usings + source, Friends }.Select(text =>
            CSharpSyntaxTree.ParseText(text, ParseOptions.WithLanguageVersion(version), path: "Source.cs")));

    public static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: "Source.cs");

    /// <summary>The compilation as a project of an editor's workspace.</summary>
    public static ProjectInfo ProjectOf(CSharpCompilation compilation) => ProjectInfo.Create(
        ProjectId.CreateNewId(), VersionStamp.Default, compilation.AssemblyName!, compilation.AssemblyName!, LanguageNames.CSharp,
        compilationOptions: compilation.Options, parseOptions: ParseOptions, metadataReferences: compilation.References);

    /// <summary>A driver of the generator that records its steps.</summary>
    public static GeneratorDriver NewDriver(ProjectProperties? project = null, ParseOptions? options = null) => CSharpGeneratorDriver.Create(
        [new LwsGenerator().AsSourceGenerator()],
        optionsProvider: project,
        parseOptions: (CSharpParseOptions?)options ?? ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Where a diagnostic points, in characters of the source as the test wrote it.</summary>
    public static Range PlaceOf(Diagnostic diagnostic)
    {
        Assert.StartsWith(Usings, diagnostic.Location.SourceTree!.ToString(), StringComparison.Ordinal);
        return (diagnostic.Location.SourceSpan.Start - Usings.Length)..(diagnostic.Location.SourceSpan.End - Usings.Length);
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
