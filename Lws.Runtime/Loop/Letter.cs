namespace Lws.Loop;

/// <summary>What another thread wants done on the loop's: the head of a letter in the <see cref="Mailbox"/>, its payload behind it.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Code">The <see cref="MessageKind"/> of a message, or the code of a close frame.</param>
/// <param name="Slot">Of the connection that it is for.</param>
/// <param name="Generation">Of that slot.</param>
/// <param name="Length">Bytes of the payload.</param>
/// <param name="Key">What the message replaces, where it has a key.</param>
internal readonly record struct Letter(LetterKind Kind, ushort Code, int Slot, uint Generation, int Length, ulong Key = 0);
