using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Demo;

/// <summary>Who is connected. Loop thread only.</summary>
internal sealed class Registry
{
    // The list goes to every viewer at every change: this bounds what one connection can cause.
    private const int MaxListed = 100;

    private readonly SortedDictionary<int, Client> _clients = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private int _lastId;
    private bool _isChanged = true;

    /// <summary>Enters a connection; answers its number.</summary>
    public int Add(string protocol, IPEndPoint? address)
    {
        int id = ++_lastId;
        _clients.Add(id, new Client(id, protocol, address?.ToString() ?? "gone", DateTimeOffset.UtcNow));
        _isChanged = true;
        return id;
    }

    /// <summary>Strikes out a connection.</summary>
    public void Remove(int id)
    {
        bool isRemoved = _clients.Remove(id);
        Debug.Assert(isRemoved, "OnClosed follows OnOpen, exactly once.");
        _isChanged = true;
    }

    /// <summary>The count and the oldest 100 connections; encoded once a change, valid until the next one.</summary>
    public ReadOnlySpan<byte> ToJson()
    {
        if (_isChanged)
            Encode();
        _isChanged = false;
        return _buffer.WrittenSpan;
    }

    private void Encode()
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer);
        json.WriteStartObject();
        json.WriteNumber("count"u8, _clients.Count);
        json.WriteStartArray("clients"u8);
        foreach (Client client in _clients.Values.Take(MaxListed))
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, client.Id);
            json.WriteString("protocol"u8, client.Protocol);
            json.WriteString("address"u8, client.Address);
            json.WriteString("since"u8, client.Since);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }
}
