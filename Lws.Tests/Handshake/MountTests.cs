using System.Reflection;
using System.Text;
using Lws.Handshake;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lws.Tests.Handshake;

public class MountTests
{
    [Fact]
    public void File_is_served_as_one_complete_response()
    {
        Mount mount = new Mount().Add("/a.txt", "text/plain", "hello"u8.ToArray());

        Assert.Equal(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nCache-Control: no-cache\r\n" +
            "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nhello",
            Serve(mount, "GET", "/a.txt?version=1"));
    }

    [Fact]
    public void Head_request_gets_the_head_alone()
    {
        Mount mount = new Mount().Add("/a.txt", "text/plain", "hello"u8.ToArray());

        Assert.Equal(Serve(mount, "GET", "/a.txt")[..^"hello".Length], Serve(mount, "HEAD", "/a.txt"));
    }

    [Theory]
    [InlineData("POST", "/a.txt", nameof(HandshakeError.MethodNotAllowed))]
    [InlineData("get", "/a.txt", nameof(HandshakeError.MethodNotAllowed))]
    [InlineData("GET", "/b.txt", nameof(HandshakeError.NotFound))]
    [InlineData("GET", "/A.txt", nameof(HandshakeError.NotFound))]
    [InlineData("GET", "/a.txt/", nameof(HandshakeError.NotFound))]
    [InlineData("GET", "/a", nameof(HandshakeError.NotFound))]
    [InlineData("GET", "/", nameof(HandshakeError.NotFound))]
    [InlineData("GET", "/b/../a.txt", nameof(HandshakeError.NotFound))]
    [InlineData("GET", "/%61.txt", nameof(HandshakeError.NotFound))]
    [InlineData("GET", "/../../etc/passwd", nameof(HandshakeError.NotFound))]
    public void Other_methods_and_paths_are_refused(string method, string target, string error)
    {
        Mount mount = new Mount().Add("/a.txt", "text/plain", []).Add("/b/c", "text/plain", []);

        Assert.Equal(error, Serve(mount, method, target));
    }

    [Fact]
    public void Each_of_many_files_is_found_whatever_the_order_of_adding()
    {
        var random = new Random(1);
        string[] paths = [.. Enumerable.Range(0, 200).Select(number => $"/{number}.txt")];
        random.Shuffle(paths);
        var mount = new Mount();
        foreach (string path in paths)
            mount.Add(path, "text/plain", Requests.Bytes(path));

        Assert.All(paths, path => Assert.EndsWith("\r\n\r\n" + path, Serve(mount, "GET", path)));
    }

    [Fact]
    public void Content_is_copied()
    {
        byte[] content = "hello"u8.ToArray();
        Mount mount = new Mount().Add("/a.txt", "text/plain", content);
        content.AsSpan().Clear();

        Assert.EndsWith("hello", Serve(mount, "GET", "/a.txt"));
    }

    [Theory]
    [InlineData("a.txt", "text/plain", "path")]
    [InlineData("", "text/plain", "path")]
    [InlineData("/a b", "text/plain", "path")]
    [InlineData("/a?b", "text/plain", "path")]
    [InlineData("/a#b", "text/plain", "path")]
    [InlineData("/caf\u00e9", "text/plain", "path")]
    [InlineData("/there", "text/plain", "path")]
    [InlineData("/a", "", "contentType")]
    [InlineData("/a", "text/plain\r\nX: y", "contentType")]
    [InlineData("/a", "text/\u00e9", "contentType")]
    public void File_that_could_not_be_served_is_an_argument_error(string path, string contentType, string parameter)
    {
        Mount mount = new Mount().Add("/there", "text/plain", []);

        Assert.Equal(parameter, Assert.Throws<ArgumentException>(() => mount.Add(path, contentType, [])).ParamName);
    }

    [Fact]
    public void Files_cannot_be_added_once_mounted()
    {
        var mount = new Mount();
        mount.Freeze();

        Assert.Throws<InvalidOperationException>(() => mount.Add("/a", "text/plain", []));
    }

    [Fact]
    public void Resources_are_served_by_their_names_and_index_files_by_their_directories()
    {
        var mount = Mount.FromResources(
            Assembly(("www/index.html", "root"), ("www/docs/index.html", "docs"), (@"www\js\app.js", "script"), ("other/x.txt", "x")),
            "www/");

        Assert.EndsWith("\r\n\r\nroot", Serve(mount, "GET", "/"));
        Assert.EndsWith("\r\n\r\nroot", Serve(mount, "GET", "/index.html"));
        Assert.EndsWith("\r\n\r\ndocs", Serve(mount, "GET", "/docs/"));
        Assert.EndsWith("\r\n\r\nscript", Serve(mount, "GET", "/js/app.js"));
        Assert.Equal(nameof(HandshakeError.NotFound), Serve(mount, "GET", "/docs"));
        Assert.Equal(nameof(HandshakeError.NotFound), Serve(mount, "GET", "/x.txt"));
    }

    [Fact]
    public void Prefix_of_no_resource_is_an_argument_error()
    {
        Assembly assembly = Assembly(("www/index.html", "root"));

        Assert.Equal("prefix", Assert.Throws<ArgumentException>(() => Mount.FromResources(assembly, "wwwroot/")).ParamName);
    }

    [Theory]
    [InlineData("index.html", "text/html; charset=utf-8")]
    [InlineData("a.css", "text/css; charset=utf-8")]
    [InlineData("a.min.js", "text/javascript; charset=utf-8")]
    [InlineData("a.js.map", "application/json")]
    [InlineData("a.json", "application/json")]
    [InlineData("a.svg", "image/svg+xml")]
    [InlineData("a.png", "image/png")]
    [InlineData("a.jpg", "image/jpeg")]
    [InlineData("favicon.ico", "image/vnd.microsoft.icon")]
    [InlineData("app.webmanifest", "application/manifest+json")]
    [InlineData("a.woff2", "font/woff2")]
    [InlineData("a.txt", "text/plain; charset=utf-8")]
    [InlineData("a.unknown", "application/octet-stream")]
    [InlineData("html", "application/octet-stream")]
    public void Media_type_follows_from_the_extension(string name, string mediaType)
    {
        var mount = Mount.FromResources(Assembly(("www/" + name, "")), "www/");

        Assert.Contains($"\r\nContent-Type: {mediaType}\r\n", Serve(mount, "GET", "/" + name));
    }

    // The response, or the error's name.
    private static string Serve(Mount mount, string method, string target)
    {
        mount.Freeze();
        byte[] head = Requests.Bytes($"{method} {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.Equal(HandshakeError.None, RequestHeadParser.TryParse(head, new HeaderField[1], out RequestHead request));

        HandshakeError error = mount.TryFind(request, out int file);
        if (error != HandshakeError.None)
            return error.ToString();

        ReadOnlyMemory<byte> response = mount.ResponseOf(file);
        return Encoding.UTF8.GetString((method == "HEAD" ? response[..mount.HeadLengthOf(file)] : response).Span);
    }

    private static Assembly Assembly(params (string Name, string Text)[] resources)
    {
        var compilation = CSharpCompilation.Create(
            "Resources",
            references: [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(
            stream,
            manifestResources: resources.Select(resource => new ResourceDescription(
                resource.Name, () => new MemoryStream(Encoding.UTF8.GetBytes(resource.Text)), isPublic: true)));
        Assert.True(result.Success);
        return System.Reflection.Assembly.Load(stream.ToArray());
    }
}
