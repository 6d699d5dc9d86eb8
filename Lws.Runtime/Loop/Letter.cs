namespace Lws.Loop;

/// <summary>What another thread wants done on the loop's: the head of a letter in the <see cref="Mailbox"/>, its payload behind it.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Message">What a message carries.</param>
/// <param name="Code">The code of a close frame, or how many bytes of the payload are the topic that a message is published to.</param>
/// <param name="Slot">Of the connection that it is for; or, where it is published, of the one that it is not for, -1 for none.</param>
/// <param name="Generation">Of that slot.</param>
/// <param name="Length">Bytes of the payload.</param>
/// <param name="Key">What the message replaces, where it has a key.</param>
internal readonly record struct Letter(
    LetterKind Kind, MessageKind Message, ushort Code, int Slot, uint Generation, int Length, ulong Key = 0);
