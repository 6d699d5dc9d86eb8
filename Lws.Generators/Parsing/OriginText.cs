using Lws.Generators.Contract;

namespace Lws.Generators.Parsing;

/// <summary>Origins as browsers send them (RFC 6454 6.2): scheme, host and, where it is not the scheme's own, port.</summary>
internal static class OriginText
{
    private const string SchemeEnd = "://";

    // What may stand in an Origin policy beside origins: the constants of the runtime's Origins.
    private static readonly string[] Keywords = [Origins.Any, Origins.Same, Origins.Null, Origins.Missing];

    /// <summary>Whether a request can have exactly this origin, or it is one of the keywords.</summary>
    public static bool IsValid(string text) => Keywords.Contains(text) || Serialize(text) == text;

    /// <summary>The origin that is meant, or null where that cannot be told: lower case, without a path, without the default port.</summary>
    public static string? Correct(string text)
    {
        string trimmed = text.Trim();
        return Serialize(trimmed.Contains(SchemeEnd) ? trimmed : "https://" + trimmed.TrimStart('/'));
    }

    private static string? Serialize(string text)
    {
        if (!text.Contains(SchemeEnd) || !Uri.TryCreate(text, UriKind.Absolute, out Uri uri) || uri.Host.Length == 0 || uri.IsFile)
            return null;

        string host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        string port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        string serialized = SchemeOf(uri) + SchemeEnd + host.ToLowerInvariant() + port;
        return serialized.All(c => c is > ' ' and < '\x7F') ? serialized : null;
    }

    // A page is never of a WebSocket's scheme; the one that is meant is that of the page.
    private static string SchemeOf(Uri uri) => uri.Scheme switch
    {
        "ws" => "http",
        "wss" => "https",
        string scheme => scheme,
    };
}
