namespace Demo;

/// <summary>What a line of the chat tells.</summary>
internal enum ChatEvent
{
    /// <summary>Somebody has taken a nickname for the first time.</summary>
    Join,

    /// <summary>Somebody says something.</summary>
    Say,

    /// <summary>Somebody has changed nicknames; the text is the new one.</summary>
    Rename,

    /// <summary>Somebody has gone.</summary>
    Leave,
}
