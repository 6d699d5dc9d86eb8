using System.Text;

namespace Lws.Topics;

/// <summary>Names of topics that are given as text: encoded on the stack.</summary>
internal static class TopicText
{
    private const int MaxBytesPerChar = 3;

    /// <summary>Bytes enough for a name, or for so much of it that it is too long.</summary>
    public static int RoomFor(ReadOnlySpan<char> topic, LwsOptions options) =>
        MaxBytesPerChar * Math.Min(topic.Length, options.MaxTopicLength + 1);

    /// <summary>The name in UTF-8, as far as there is room.</summary>
    public static ReadOnlySpan<byte> Encode(ReadOnlySpan<char> topic, Span<byte> room)
    {
        ReadOnlySpan<char> encoded = topic[..(room.Length / MaxBytesPerChar)];
        return room[..Encoding.UTF8.GetBytes(encoded, room)];
    }
}
