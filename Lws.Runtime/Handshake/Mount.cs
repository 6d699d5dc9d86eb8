using System.Reflection;

namespace Lws;

/// <summary>Files held in memory, served to plain HTTP requests.</summary>
/// <remarks>Immutable once mounted; may serve several contexts. libwebsockets: <c>struct lws_http_mount</c>.</remarks>
public sealed class Mount
{
    /// <summary>All embedded resources of an assembly whose names begin with a prefix; <c>prefix + "index.html"</c> also answers to
    /// <c>/</c>.</summary>
    /// <param name="assembly">The assembly that embeds the files.</param>
    /// <param name="prefix">What a resource's logical name begins with, such as <c>www/</c>; the rest is the path.</param>
    /// <exception cref="ArgumentException">No resource begins with the prefix.</exception>
    public static Mount FromResources(Assembly assembly, string prefix) => throw new NotImplementedException();

    /// <summary>Adds one file.</summary>
    /// <param name="path">The path, beginning with a slash, compared exactly and without the query.</param>
    /// <param name="contentType">The media type, such as <c>text/html; charset=utf-8</c>.</param>
    /// <param name="content">The bytes, not copied.</param>
    /// <exception cref="ArgumentException">The path has no leading slash or is there already, or the content type is not printable ASCII.</exception>
    public Mount Add(string path, string contentType, byte[] content) => throw new NotImplementedException();
}
