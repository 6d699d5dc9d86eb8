namespace Lws.Bench.Load;

/// <summary>The server did something else than to echo; there are no figures then.</summary>
internal sealed class LoadException(string message) : Exception(message);
