using System.Diagnostics;
using Lws.Deflate;

namespace Lws.Handshake;

/// <summary>Writes the response to an opening handshake (RFC 6455 4.2.2). Any thread.</summary>
internal static class HandshakeResponse
{
    /// <summary>The longest response, in bytes, the user's headers not counted: how much room a destination must have beside them.</summary>
    public const int MaxLength = 640;

    /// <summary>The longest subprotocol name, in bytes; the generator refuses longer ones.</summary>
    public const int MaxSubprotocolLength = 200;

    /// <summary>Writes 101, after which the frames follow.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes more than <paramref name="headers"/> has.</param>
    /// <param name="key">The client's validated key.</param>
    /// <param name="subprotocol">The one that was chosen of those offered, or empty: none.</param>
    /// <param name="deflate">What is agreed about compression.</param>
    /// <param name="headers">Header lines of the user's, each with its line end.</param>
    /// <returns>The response's length in bytes.</returns>
    public static int WriteAccepted(
        Span<byte> destination,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> subprotocol,
        DeflateParameters deflate = default,
        ReadOnlySpan<byte> headers = default)
    {
        Debug.Assert(destination.Length >= MaxLength + headers.Length, "There is room for the longest response.");
        Debug.Assert(subprotocol.Length <= MaxSubprotocolLength, "The generator has checked the name.");

        Span<byte> acceptKey = stackalloc byte[AcceptKey.Length];
        AcceptKey.Write(key, acceptKey);

        var writer = new HttpWriter(destination);
        writer.Write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "u8);
        writer.Write(acceptKey);
        if (!subprotocol.IsEmpty)
        {
            writer.Write("\r\nSec-WebSocket-Protocol: "u8);
            writer.Write(subprotocol);
        }

        if (deflate.IsAgreed)
        {
            Span<byte> extension = stackalloc byte[ExtensionWriter.MaxLength];
            writer.Write("\r\nSec-WebSocket-Extensions: "u8);
            writer.Write(extension[..ServerNegotiation.WriteResponse(extension, deflate)]);
        }

        writer.Write("\r\n"u8);
        writer.Write(headers);
        writer.Write("\r\n"u8);
        return writer.Length;
    }

    /// <summary>Writes a refusal, after which the connection is closed.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="error">Why the request is refused.</param>
    /// <param name="isHead">Whether the request was HEAD, so that the response has no body (RFC 9110 9.3.2).</param>
    /// <returns>The response's length in bytes.</returns>
    public static int WriteRefused(Span<byte> destination, HandshakeError error, bool isHead = false) =>
        Write(destination, HandshakeErrors.RefusalOf(error), isHead);

    /// <summary>Writes the refusal of a handler.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes more than <paramref name="headers"/> has.</param>
    /// <param name="status">400 to 599.</param>
    /// <param name="headers">Header lines of the user's, each with its line end.</param>
    /// <returns>The response's length in bytes.</returns>
    public static int WriteRefused(Span<byte> destination, int status, ReadOnlySpan<byte> headers)
    {
        Debug.Assert(destination.Length >= MaxLength + headers.Length, "There is room for the longest response.");
        var refusal = new HandshakeRefusal(status, ReasonPhrase.Of(status), "This server refuses the request."u8, headers);
        return Write(destination, in refusal, isHead: false);
    }

    private static int Write(Span<byte> destination, in HandshakeRefusal refusal, bool isHead)
    {
        Debug.Assert(destination.Length >= MaxLength, "There is room for the longest response.");

        var writer = new HttpWriter(destination);
        writer.Write("HTTP/1.1 "u8);
        writer.Write(refusal.Status);
        writer.Write(" "u8);
        writer.Write(refusal.ReasonPhrase);
        writer.Write("\r\n"u8);
        writer.Write(refusal.ExtraHeaders);
        writer.Write("Content-Type: text/plain\r\nContent-Length: "u8);
        writer.Write(refusal.Explanation.Length);
        writer.Write("\r\nConnection: close\r\n\r\n"u8);
        if (!isHead)
            writer.Write(refusal.Explanation);
        return writer.Length;
    }
}
