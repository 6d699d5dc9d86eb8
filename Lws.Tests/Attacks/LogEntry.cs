using Microsoft.Extensions.Logging;

namespace Lws.Tests.Attacks;

/// <summary>One line of a log.</summary>
internal sealed record LogEntry(LogLevel Level, string Text, Exception? Exception);
