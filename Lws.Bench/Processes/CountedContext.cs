namespace Lws.Bench.Processes;

/// <summary>The server that all the processes connect to.</summary>
[LwsContext]
[Serve<Counted>]
internal sealed partial class CountedContext;
