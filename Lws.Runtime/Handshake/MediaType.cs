namespace Lws.Handshake;

/// <summary>The media types of files that web pages are made of (IANA registry; WHATWG HTML for scripts).</summary>
internal static class MediaType
{
    public static string OfFile(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".txt" => "text/plain; charset=utf-8",
        ".json" or ".map" => "application/json",
        ".webmanifest" => "application/manifest+json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        ".ico" => "image/vnd.microsoft.icon",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
