namespace Lws.Tests.Support;

/// <summary>How a program has ended, and what it wrote that had not been read.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors);
