namespace Lws.Bench.Worker;

/// <summary>As small as the founding story asks for.</summary>
[LwsContext(FdLimit = 20)]
[Connect<Agent>]
internal sealed partial class Limited;

/// <summary>For as many connections as the process may open.</summary>
[LwsContext]
[Connect<Agent>]
internal sealed partial class Unlimited;
