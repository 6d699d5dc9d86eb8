namespace Lws.Bench.Micro.Embedded;

/// <summary>The context whose emitted dispatch and fd table are run without sockets.</summary>
[LwsContext(FdLimit = MemoryNetwork.MaxConnections)]
[Serve<Serving.Echo>]
internal partial class EmbeddedEcho;
