using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace Lws.Tests.Packaging;

/// <summary>The package <c>Lws</c> and its symbols, packed once for the tests of a class.</summary>
public sealed class PackedLws : IAsyncLifetime
{
    private Pack? _pack;

    internal ZipArchive Package { get; private set; } = null!;

    internal ZipArchive Symbols { get; private set; } = null!;

    /// <summary>What is in the package's <c>nuspec</c> under its <c>metadata</c>.</summary>
    internal XElement Metadata { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _pack = await Pack.RunAsync("Lws.Runtime");
        Assert.True(_pack.ExitCode == 0, _pack.Output);
        Package = ZipFile.OpenRead(_pack.Packages.Single(path => Path.GetExtension(path) == ".nupkg"));
        Symbols = ZipFile.OpenRead(_pack.Packages.Single(path => Path.GetExtension(path) == ".snupkg"));
        using Stream nuspec = Package.GetEntry("Lws.nuspec")!.Open();
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    public Task DisposeAsync()
    {
        Package?.Dispose();
        Symbols?.Dispose();
        _pack?.Dispose();
        return Task.CompletedTask;
    }
}
