using System.Net;
using Microsoft.Extensions.Logging;

namespace Lws.Loop;

/// <summary>What the loop logs: rare events, nothing per message, never payload bytes.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Handler} of protocol {Protocol} threw; its connection is closed with 1011.")]
    public static partial void HandlerThrew(ILogger logger, string protocol, string handler, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "Listening on {EndPoint}.")]
    public static partial void Listening(ILogger logger, IPEndPoint endPoint);

    [LoggerMessage(3, LogLevel.Warning, "All {Count} connections are in use; clients wait or are refused (WhenFull) until one closes.")]
    public static partial void Full(ILogger logger, int count);

    [LoggerMessage(4, LogLevel.Error, "Accepting pauses for {Milliseconds} ms: {Reason}.")]
    public static partial void AcceptPaused(ILogger logger, uint milliseconds, string reason);

    [LoggerMessage(5, LogLevel.Information, "Draining {Connections} connections.")]
    public static partial void Draining(ILogger logger, int connections);

    [LoggerMessage(6, LogLevel.Error, "OnConnectFailed threw for {Uri}.")]
    public static partial void ConnectFailedThrew(ILogger logger, Uri uri, Exception exception);

    [LoggerMessage(7, LogLevel.Debug, "A peer broke the protocol and gets {CloseCode}: {Rule}.")]
    public static partial void PeerFailed(ILogger logger, int closeCode, string rule);

    [LoggerMessage(8, LogLevel.Error, "What was posted to the loop threw.")]
    public static partial void PostedThrew(ILogger logger, Exception exception);

    [LoggerMessage(9, LogLevel.Error, "OnUpgrade of protocol {Protocol} threw; the request is refused with 500.")]
    public static partial void UpgradeThrew(ILogger logger, string protocol, Exception exception);

    [LoggerMessage(10, LogLevel.Warning,
        "{Count} connections are half open; for each that comes, the one that has been so for longest is closed (MaxHandshakes).")]
    public static partial void HalfOpenFull(ILogger logger, int count);

    [LoggerMessage(20, LogLevel.Warning,
        "{Handler} of protocol {Protocol} has blocked its loop for {Milliseconds} ms so far; others that were not logged since the last time: {Suppressed}.")]
    public static partial void HandlerBlocks(ILogger logger, string handler, string protocol, long milliseconds, int suppressed);

    [LoggerMessage(21, LogLevel.Error, "The callback of a context's timer threw.")]
    public static partial void TimerThrew(ILogger logger, Exception exception);

    [LoggerMessage(22, LogLevel.Warning,
        "{Used} of {Budget} bytes are held for peers; new sessions are refused with 503 (MemoryBudget).")]
    public static partial void MemoryShort(ILogger logger, long used, long budget);

    [LoggerMessage(23, LogLevel.Error,
        "{Used} of {Budget} bytes are held for peers; {Count} connections that hold most are closed with 1013 (MemoryBudget).")]
    public static partial void Shedding(ILogger logger, int count, long used, long budget);
}
