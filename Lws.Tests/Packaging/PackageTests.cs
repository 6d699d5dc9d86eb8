using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace Lws.Tests.Packaging;

/// <summary>What whoever installs the package gets, file by file.</summary>
public class PackageTests(PackedLws lws) : IClassFixture<PackedLws>
{
    private const string Missing = "The package lacks analyzers/dotnet/cs/Lws.Generators.dll;analyzers/dotnet/cs/Lws.CodeFixes.dll";

    [Fact]
    public void It_holds_the_runtime_its_documentation_the_analyzers_and_nothing_else() => Assert.Equal(
        [
            "LICENSE",
            "README.md",
            "analyzers/dotnet/cs/Lws.CodeFixes.dll",
            "analyzers/dotnet/cs/Lws.Generators.dll",
            "build/Lws.props",
            "buildTransitive/Lws.props",
            "lib/net10.0/Lws.Runtime.dll",
            "lib/net10.0/Lws.Runtime.xml",
        ],
        ContentsOf(lws.Package));

    [Fact]
    public void The_symbols_are_a_package_of_their_own() =>
        Assert.Equal(["lib/net10.0/Lws.Runtime.pdb"], ContentsOf(lws.Symbols));

    [Fact]
    public void It_brings_the_contract_of_loggers_and_nothing_else()
    {
        string[] dependencies = [.. lws.Metadata.Descendants().Where(IsNamed("dependency")).Select(element => element.Attribute("id")!.Value)];

        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions"], dependencies);
    }

    [Fact]
    public void It_says_what_it_is()
    {
        Assert.Equal("Lws", ValueOf("id"));
        Assert.Equal("MIT", ValueOf("license"));
        Assert.Equal("README.md", ValueOf("readme"));
        Assert.Contains("websocket", ValueOf("tags").Split(' '));
        Assert.NotEqual("Package Description", ValueOf("description"));
    }

    [Fact]
    public async Task Without_its_analyzers_packing_fails_and_leaves_no_package()
    {
        // The property that names the target which adds them.
        using Pack pack = await Pack.RunAsync("Lws.Runtime", "TargetsForTfmSpecificContentInPackage=");

        Assert.NotEqual(0, pack.ExitCode);
        Assert.Contains(Missing, pack.Output, StringComparison.Ordinal);
        Assert.Empty(pack.Packages);
    }

    private static IEnumerable<string> ContentsOf(ZipArchive package) => package.Entries
        .Select(entry => entry.FullName)
        .Where(name => !IsOfTheFormat(name))
        .Order(StringComparer.Ordinal);

    // What the Open Packaging Conventions and NuGet ask of every package.
    private static bool IsOfTheFormat(string name) =>
        name is "[Content_Types].xml" or "Lws.nuspec" || name.StartsWith("_rels/", StringComparison.Ordinal)
        || name.StartsWith("package/", StringComparison.Ordinal);

    private static Func<XElement, bool> IsNamed(string name) => element => element.Name.LocalName == name;

    private string ValueOf(string name) => lws.Metadata.Elements().Single(IsNamed(name)).Value;
}
