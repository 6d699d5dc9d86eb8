namespace Lws.Tests.Loops;

/// <summary>Room for three connections on each of two loops.</summary>
[LwsContext(FdLimit = 3, Loops = 2, WhenFull = WhenFull.Refuse)]
[Serve<Whatever>]
internal sealed partial class TwoSmallLoops;

/// <summary>Declares nothing about its loops.</summary>
[LwsContext(FdLimit = 3)]
[Serve<Whatever>]
internal sealed partial class UndeclaredLoops;

/// <summary>A protocol without a handler.</summary>
[LwsProtocol("whatever")]
public partial struct Whatever;
