using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Lws.Connections;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Docs;

/// <summary>The page names files, states and sizes: these must be the code's.</summary>
public class ArchitectureTests
{
    private static readonly Page Architecture = new("docs/architecture.md");

    [Fact]
    public void Every_file_that_it_names_exists()
    {
        string[] files = Architecture.Code.Where(code => code.EndsWith(".cs", StringComparison.Ordinal)).Distinct().ToArray();

        Assert.True(files.Length > 50, $"Only {files.Length} files were found in the page.");
        Assert.DoesNotContain(files, file => !new[] { "Lws.Runtime", "Lws.Generators", "." }.Any(root => Exists(root, file)));
    }

    [Fact]
    public void Every_file_of_its_picture_is_in_the_folder_of_its_column()
    {
        (string Name, double X)[] texts = XDocument.Load(Repository.Find("docs/images/path-of-a-byte.svg"))
            .Descendants()
            .Where(element => element.Name.LocalName == "text")
            .Select(element => (element.Value, (double)element.Attribute("x")!))
            .ToArray();
        Dictionary<double, string> folders = texts.Where(text => text.Name.EndsWith('/')).ToDictionary(text => text.X, text => text.Name);
        (string Name, double X)[] files = texts.Where(text => text.Name.EndsWith(".cs", StringComparison.Ordinal)).ToArray();

        Assert.Equal(6, folders.Count);
        Assert.True(files.Length > 20, $"Only {files.Length} files were found in the picture.");
        Assert.DoesNotContain(files, file => !Exists("Lws.Runtime", folders[file.X] + file.Name));
    }

    [Fact]
    public void It_shows_every_state_of_a_connection()
    {
        string diagram = Assert.Single(Architecture.BlocksOf(""));

        Assert.All(Enum.GetNames<ConnectionState>(), state => Assert.Contains(state, diagram, StringComparison.Ordinal));
    }

    [Fact]
    public void The_sizes_of_the_records_are_those_that_it_states()
    {
        Assert.Contains($"`Connections/Connection.cs`, {Unsafe.SizeOf<Connection>()} bytes", Architecture.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"`Connections/ConnectionDetail.cs`, {Unsafe.SizeOf<ConnectionDetail>()} bytes", Architecture.Text, StringComparison.Ordinal);
    }

    private static bool Exists(string root, string file) => File.Exists(Repository.Find(Path.Combine(root, file)));
}
