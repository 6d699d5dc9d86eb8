namespace Lws.Handshake;

/// <summary>Where one header field stands in a head, in bytes from its beginning.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Value">The field's value, without the whitespace around it.</param>
internal readonly record struct HeaderField(Range Name, Range Value);
