using System.Buffers;
using System.Text.Json;

namespace Demo;

/// <summary>The latest lines of the chat, for those who come later. Loop thread only.</summary>
internal sealed class ChatHistory
{
    private const int Capacity = 50;

    private readonly Queue<byte[]> _lines = new(Capacity);
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The lines, oldest first.</summary>
    public IEnumerable<byte[]> Lines => _lines;

    /// <summary>Encodes a line and keeps it; the oldest one makes room.</summary>
    public byte[] Add(ChatEvent what, string name, ReadOnlySpan<byte> text)
    {
        byte[] line = Encode(what, name, text);
        if (_lines.Count == Capacity)
            _lines.Dequeue();
        _lines.Enqueue(line);
        return line;
    }

    private byte[] Encode(ChatEvent what, string name, ReadOnlySpan<byte> text)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer);
        json.WriteStartObject();
        json.WriteString("event"u8, NameOf(what));
        json.WriteString("name"u8, name);
        json.WriteString("text"u8, text);
        json.WriteNumber("at"u8, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        json.WriteEndObject();
        json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    private static ReadOnlySpan<byte> NameOf(ChatEvent what) => what switch
    {
        ChatEvent.Join => "join"u8,
        ChatEvent.Say => "say"u8,
        ChatEvent.Rename => "rename"u8,
        _ => "leave"u8,
    };
}
