using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Lws.Handshake;

namespace Lws;

/// <summary>Files held in memory, served to plain HTTP requests.</summary>
/// <remarks>
/// Immutable once mounted; may serve several contexts. Each file is kept as the whole response that it is served with.
/// libwebsockets: <c>struct lws_http_mount</c>.
/// </remarks>
public sealed class Mount
{
    private const string IndexFile = "index.html";
    private const int MaxContentTypeLength = 200;
    private const int MaxFiles = 65_000; // a connection's record names one in two bytes

    // Sorted by path.
    private readonly List<MountedFile> _files = [];
    private bool _isMounted;

    /// <summary>All embedded resources of an assembly whose names begin with a prefix; <c>index.html</c> also answers to the path of
    /// its directory, so <c>prefix + "index.html"</c> to <c>/</c>. The media type follows from the file's extension.</summary>
    /// <param name="assembly">The assembly that embeds the files.</param>
    /// <param name="prefix">What a resource's logical name begins with, such as <c>www/</c>; the rest is the path.</param>
    /// <exception cref="ArgumentException">No resource begins with the prefix, or the rest of its name is no path.</exception>
    public static Mount FromResources(Assembly assembly, string prefix)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(prefix);

        var mount = new Mount();
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            // Built on Windows, a name made of %(RecursiveDir) has backslashes.
            string name = resource.Replace('\\', '/');
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                mount.AddResource(assembly, resource, "/" + name[prefix.Length..].TrimStart('/'));
        }

        if (mount._files.Count == 0)
            throw new ArgumentException($"No resource of {assembly.GetName().Name} begins with '{prefix}'.", nameof(prefix));
        return mount;
    }

    /// <summary>Adds one file.</summary>
    /// <param name="path">The path, beginning with a slash, compared exactly (not percent-decoded) and without the query.</param>
    /// <param name="contentType">The media type, such as <c>text/html; charset=utf-8</c>.</param>
    /// <param name="content">The bytes, copied.</param>
    /// <returns>This mount.</returns>
    /// <exception cref="ArgumentException">The path has no leading slash, has characters that a request's path cannot have, or is there
    /// already; or the content type is not printable ASCII, or over 200 characters.</exception>
    /// <exception cref="InvalidOperationException">A context serves these files already, or there are 65,000.</exception>
    public Mount Add(string path, string contentType, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(content);
        if (_isMounted)
            throw new InvalidOperationException("A context serves these files already; add all files before mounting them.");
        if (contentType.Length is 0 or > MaxContentTypeLength || contentType.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException($"The content type of '{path}' is not printable ASCII of 1 to 200 characters.", nameof(contentType));

        Insert(path, MountedResponse.Create(contentType, content));
        return this;
    }

    /// <summary>From now on the files are read by a loop and no longer change. Any thread before the loop runs.</summary>
    internal void Freeze() => _isMounted = true;

    /// <summary>Finds the file that answers a request.</summary>
    /// <returns>None, MethodNotAllowed or NotFound.</returns>
    internal HandshakeError TryFind(in RequestHead request, out int file)
    {
        file = -1;
        if (!request.Method.SequenceEqual("GET"u8) && !request.Method.SequenceEqual("HEAD"u8))
            return HandshakeError.MethodNotAllowed;
        return TryFind(request.Path, out file) ? HandshakeError.None : HandshakeError.NotFound;
    }

    internal bool TryFind(ReadOnlySpan<byte> path, out int file)
    {
        Debug.Assert(_isMounted, "A file's number is stable once the files are mounted.");
        file = Search(path);
        return file >= 0;
    }

    /// <summary>The whole response: head and body.</summary>
    internal ReadOnlyMemory<byte> ResponseOf(int file) => _files[file].Response.Bytes;

    /// <summary>How many bytes of the response are its head, which is all that HEAD gets (RFC 9110 9.3.2).</summary>
    internal int HeadLengthOf(int file) => _files[file].Response.HeadLength;

    private void AddResource(Assembly assembly, string resource, string path)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);

        var response = MountedResponse.Create(MediaType.OfFile(path), content);
        Insert(path, response);
        if (path.EndsWith("/" + IndexFile, StringComparison.Ordinal))
            Insert(path[..^IndexFile.Length], response);
    }

    // Paths are compared with targets as clients send them, so one that no target can be would never be found (RFC 9112 3.2.1).
    private void Insert(string path, MountedResponse response)
    {
        if (!path.StartsWith('/') || path.AsSpan().ContainsAnyExceptInRange('!', '~') || path.AsSpan().ContainsAny('?', '#'))
        {
            throw new ArgumentException(
                $"'{path}' is no path: it begins with '/' and has printable ASCII characters other than space, '?' and '#'.", nameof(path));
        }

        byte[] encoded = Encoding.ASCII.GetBytes(path);
        int place = Search(encoded);
        if (place >= 0)
            throw new ArgumentException($"There is a file at '{path}' already.", nameof(path));
        if (_files.Count == MaxFiles)
            throw new InvalidOperationException($"A mount holds at most {MaxFiles:N0} files; let a web server serve more.");
        _files.Insert(~place, new MountedFile(encoded, response));
    }

    // The place of the path, or the complement of where it belongs.
    private int Search(ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<MountedFile> files = CollectionsMarshal.AsSpan(_files);
        return files.BinarySearch(new PathOrder(path));
    }

    private readonly ref struct PathOrder(ReadOnlySpan<byte> path) : IComparable<MountedFile>
    {
        private readonly ReadOnlySpan<byte> _path = path;

        public int CompareTo(MountedFile other) => _path.SequenceCompareTo(other.Path);
    }
}
