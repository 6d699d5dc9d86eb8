namespace Lws.Tests.Bench.Load;

/// <summary>Serves what these tests load.</summary>
[LwsContext(FdLimit = 64)]
[Serve<LoadEcho>]
internal sealed partial class LoadContext;
