namespace Lws.Bench.Attacks.Wire;

/// <summary>The head of the server's HTTP response.</summary>
/// <param name="Text">Through the empty line, as Latin-1.</param>
internal readonly record struct ResponseHead(string Text)
{
    public const int SwitchingProtocols = 101;

    /// <summary>0 where the server's answer is no HTTP.</summary>
    public int Status => Text.StartsWith("HTTP/1.", StringComparison.Ordinal) && Text.Length > 12 && int.TryParse(Text[9..12], out int status)
        ? status
        : 0;

    /// <summary>The value of a header; null where there is none.</summary>
    public string? Header(string name)
    {
        foreach (string line in Text.Split("\r\n"))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
                return line[(name.Length + 1)..].Trim();
        }

        return null;
    }
}
