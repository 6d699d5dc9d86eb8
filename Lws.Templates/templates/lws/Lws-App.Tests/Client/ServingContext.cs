using Lws;
using Lws_App.Client;

namespace Lws_App.Tests.Client;

/// <summary>Handlers are the same in both roles: served here, they run in memory, and the test plays their server.</summary>
[LwsContext(FdLimit = 1)]
#pragma warning disable LWS201 // No page reaches it.
[Serve<ChatClient>]
#pragma warning restore LWS201
public partial class ServingContext;
