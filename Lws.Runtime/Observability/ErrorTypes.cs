using System.Text;
using Lws.Handshake;

namespace Lws.Observability;

/// <summary>The <c>error.type</c> of what can go wrong while a connection opens: the enum's name in snake case.</summary>
/// <remarks>Any thread. The tags are made when the first is needed, which is when somebody listens.</remarks>
internal static class ErrorTypes
{
    private static readonly KeyValuePair<string, object?>[] OfHandshake = TagsOf(Enum.GetNames<HandshakeError>());
    private static readonly KeyValuePair<string, object?>[] OfConnect = TagsOf(Enum.GetNames<ConnectError>());

    /// <summary>A handler's own decision against an upgrade.</summary>
    public static KeyValuePair<string, object?> RefusedByHandler { get; } = new(Tags.ErrorType, "refused_by_handler");

    public static KeyValuePair<string, object?> Of(HandshakeError error) => OfHandshake[(int)error];

    public static KeyValuePair<string, object?> Of(ConnectError error) => OfConnect[(int)error];

    private static KeyValuePair<string, object?>[] TagsOf(string[] names) =>
        Array.ConvertAll(names, static name => new KeyValuePair<string, object?>(Tags.ErrorType, SnakeCase(name)));

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (char letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
