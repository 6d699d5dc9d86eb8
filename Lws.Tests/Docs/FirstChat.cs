using System.Text;
using Lws.Tests.Generators;
using Lws.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Lws.Tests.Docs;

/// <summary>The program of <c>docs/getting-started.md</c>, made of its blocks and started, on a port that the kernel chooses.</summary>
internal sealed class FirstChat : IDisposable
{
    private const string RuntimeConfiguration =
        """{ "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" } } }""";

    private static readonly Dictionary<string, string> Files = new Page("docs/getting-started.md").Files();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private ProgramUnderTest? _program;

    private FirstChat()
    {
    }

    /// <summary>The files that the page has the reader write.</summary>
    public static IEnumerable<string> Names => Files.Keys;

    /// <summary>The page's address, as printed.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Its sources as a program.</summary>
    public static GeneratedProgram Compile() =>
        Compile("FirstChat", OutputKind.ConsoleApplication, ["FirstChat/Chat.cs", "FirstChat/Program.cs"]);

    /// <summary>The reader's tests, as a library.</summary>
    public static GeneratedProgram CompileTests(params MetadataReference[] references) =>
        Compile("FirstChat.Tests", OutputKind.DynamicallyLinkedLibrary, ["FirstChat.Tests/ChatTests.cs"], references);

    public static async Task<FirstChat> StartAsync()
    {
        var chat = new FirstChat();
        try
        {
            await chat.RunAsync();
            return chat;
        }
        catch
        {
            chat.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _program?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static GeneratedProgram Compile(string name, OutputKind kind, string[] files, params MetadataReference[] references) =>
        ReaderCode.Compile(name, kind, files.Select(file => Files[file].Replace("7681", "0", StringComparison.Ordinal)), references);

    private async Task RunAsync()
    {
        string program = Path.Combine(_folder.FullName, "FirstChat.dll");
        var page = new ResourceDescription("www/index.html", () => ToStream(Files["FirstChat/www/index.html"]), isPublic: true);
        Compile().Save(program, page);
        File.WriteAllText(Path.ChangeExtension(program, "runtimeconfig.json"), RuntimeConfiguration);
        foreach (Type type in (Type[])[typeof(LwsContext), typeof(ILogger)])
            File.Copy(type.Assembly.Location, Path.Combine(_folder.FullName, Path.GetFileName(type.Assembly.Location)));

        _program = ProgramUnderTest.Start("dotnet", program);
        string line = await _program.ReadLineAsync();
        Address = new Uri(line.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal)));
    }

    private static MemoryStream ToStream(string text) => new(Encoding.UTF8.GetBytes(text));
}
