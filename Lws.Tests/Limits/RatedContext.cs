namespace Lws.Tests.Limits;

/// <summary>Serves a protocol with limits of the rate on every path, and one with the defaults on "/default".</summary>
[LwsContext(FdLimit = 300)]
[Serve<Rated>]
[Serve<Attentive>(Path = "/default")]
internal sealed partial class RatedContext;
