using Lws;

namespace Lws_App.Server;

/// <summary>The server: at most 1,000 visitors, all on one thread.</summary>
[LwsContext(FdLimit = 1_000)]
[Serve<ChatProtocol>(Path = "/chat")]
public partial class ServerContext;
