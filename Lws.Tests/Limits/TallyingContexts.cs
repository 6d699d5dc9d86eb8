namespace Lws.Tests.Limits;

/// <summary>For one connection.</summary>
[LwsContext(FdLimit = 1)]
[Serve<Tallied>]
internal sealed partial class Of1 : ITallying
{
    public Tally Tally { get; } = new();
}

/// <summary>For 8 connections, found by a scan.</summary>
[LwsContext(FdLimit = 8)]
[Serve<Tallied>]
internal sealed partial class Of8 : ITallying
{
    public Tally Tally { get; } = new();
}

/// <summary>For 20 connections, found through an index.</summary>
[LwsContext(FdLimit = 20)]
[Serve<Tallied>]
internal sealed partial class Of20 : ITallying
{
    public Tally Tally { get; } = new();
}

/// <summary>For 20 connections; refuses what comes on top.</summary>
[LwsContext(FdLimit = 20, WhenFull = WhenFull.Refuse)]
[Serve<Tallied>]
internal sealed partial class Refusing20 : ITallying
{
    public Tally Tally { get; } = new();
}

/// <summary>Made for 20 connections, and takes more.</summary>
[LwsContext(FdLimit = 20, FdOverflow = FdOverflow.Spill)]
[Serve<Tallied>]
internal sealed partial class Spilling20 : ITallying
{
    public Tally Tally { get; } = new();
}

/// <summary>For as many as the process may open.</summary>
[LwsContext]
[Serve<Tallied>]
internal sealed partial class Unlimited : ITallying
{
    public Tally Tally { get; } = new();
}
