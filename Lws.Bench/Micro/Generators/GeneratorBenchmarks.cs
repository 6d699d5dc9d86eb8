using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lws.Bench.Micro.Generators;

/// <summary>The generator in a project of 1,000 protocols: an operation is one run of it over the whole project.</summary>
/// <remarks>
/// The compiler's work that the generator asks for is in the figures, such as the binding of attributes; parsing is not. An edit is a
/// new compilation each time, as in an editor, so that nothing bound for the last one is left over.
/// </remarks>
public class GeneratorBenchmarks
{
    private LargeProject _project = null!;
    private GeneratorDriver _driver = null!;

    [GlobalSetup]
    public void Generate()
    {
        _project = new LargeProject();
        _driver = LargeProject.NewDriver().RunGenerators(_project.Compilation);
        ExpectNewFiles(_driver, 0);
        ExpectNewFiles(EditElsewhere(), 0);
        ExpectNewFiles(EditProtocol(), 2); // the protocol's own, and its context's
    }

    /// <summary>The first run after a project is opened.</summary>
    [Benchmark]
    public GeneratorDriver Cold() => LargeProject.NewDriver().RunGenerators(_project.Compilation.Clone());

    /// <summary>Again, with nothing changed.</summary>
    [Benchmark]
    public GeneratorDriver Cached() => _driver.RunGenerators(_project.Compilation);

    /// <summary>After a change in a file without a protocol.</summary>
    [Benchmark]
    public GeneratorDriver EditElsewhere() => _driver.RunGenerators(_project.EditElsewhere());

    /// <summary>After one protocol has got one handler more.</summary>
    [Benchmark]
    public GeneratorDriver EditProtocol() => _driver.RunGenerators(_project.EditProtocol());

    private void ExpectNewFiles(GeneratorDriver edited, int expected)
    {
        // What was not emitted anew is the same text as before, not merely an equal one.
        HashSet<SourceText> before = new(FilesOf(_driver), ReferenceEqualityComparer.Instance);
        List<SourceText> after = [.. FilesOf(edited)];
        int added = after.Count(file => !before.Contains(file));
        if (after.Count != LargeProject.Files || added != expected)
            throw new InvalidOperationException($"{after.Count} files, {added} new; expected are {LargeProject.Files} and {expected}.");
    }

    private static IEnumerable<SourceText> FilesOf(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().GeneratedSources.Select(file => file.SourceText);
}
