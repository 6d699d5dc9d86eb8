namespace Lws.Observability;

/// <summary>The names of the tags, and the values that few of them can have, as OpenTelemetry's conventions want them.</summary>
internal static class Tags
{
    public const string Protocol = "lws.protocol";
    public const string Role = "lws.role";
    public const string Context = "lws.context";
    public const string Handler = "lws.handler";
    public const string CloseCode = "lws.close.code";
    public const string ClosedBy = "lws.close.by";

    // Of OpenTelemetry itself.
    public const string Direction = "network.io.direction";
    public const string ErrorType = "error.type";

    public const string Server = "server";
    public const string Client = "client";

    public static readonly KeyValuePair<string, object?> Receive = new(Direction, "receive");
    public static readonly KeyValuePair<string, object?> Transmit = new(Direction, "transmit");
    public static readonly KeyValuePair<string, object?> ByPeer = new(ClosedBy, "peer");
    public static readonly KeyValuePair<string, object?> ByUs = new(ClosedBy, "local");

    private const int FirstCode = (int)Lws.CloseCode.Normal;

    private static readonly KeyValuePair<string, object?>[] Codes =
        [.. Enumerable.Range(FirstCode, 16).Select(code => new KeyValuePair<string, object?>(CloseCode, $"{code}"))];

    private static readonly KeyValuePair<string, object?> Registered = new(CloseCode, "3xxx");
    private static readonly KeyValuePair<string, object?> Private = new(CloseCode, "4xxx");
    private static readonly KeyValuePair<string, object?> Other = new(CloseCode, "other");

    /// <summary>A close code's tag. A peer may choose among two thousand: those of applications are counted by their thousand.</summary>
    public static KeyValuePair<string, object?> Of(CloseCode code) => (int)code switch
    {
        >= FirstCode and < FirstCode + 16 => Codes[(int)code - FirstCode],
        >= 3_000 and < 4_000 => Registered,
        >= 4_000 and < 5_000 => Private,
        _ => Other,
    };
}
