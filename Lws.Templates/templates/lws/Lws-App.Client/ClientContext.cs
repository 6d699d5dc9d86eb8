using Lws;

namespace Lws_App.Client;

/// <summary>The client: one connection out.</summary>
[LwsContext(FdLimit = 1)]
[Connect<ChatClient>]
public partial class ClientContext;
