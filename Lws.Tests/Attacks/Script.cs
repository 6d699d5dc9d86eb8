namespace Lws.Tests.Attacks;

/// <summary>What a test lets a handler of <see cref="Scripted"/> or <see cref="ScriptedStream"/> do, on the loop's thread.</summary>
internal delegate void Script(Session session);
