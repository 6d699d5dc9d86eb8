namespace Demo;

/// <summary>One connection, as the status protocol tells of it.</summary>
/// <param name="Id">Counts up from 1; never used twice.</param>
/// <param name="Protocol">The subprotocol's name.</param>
/// <param name="Address">The peer's address and port.</param>
/// <param name="Since">When its handshake was done.</param>
internal sealed record Client(int Id, string Protocol, string Address, DateTimeOffset Since);
