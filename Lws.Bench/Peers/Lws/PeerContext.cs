namespace Lws.Peer;

/// <summary>For as many connections as the process may open.</summary>
[LwsContext]
[Serve<Allocated>(Path = "/allocated")]
[Serve<Memory>(Path = "/memory")]
[Serve<Echo>]
internal sealed partial class PeerContext;
