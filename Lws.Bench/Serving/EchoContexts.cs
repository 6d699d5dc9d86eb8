namespace Lws.Bench.Serving;

/// <summary>The echo server at the limits that can be asked for: each is a constant, so each is a context of its own.</summary>
internal static class EchoContexts
{
    public static readonly int[] FdLimits = [20, 1_000, 20_000];

    public static LwsContext Create(int? fdLimit) => fdLimit switch
    {
        20 => new Echo20(),
        1_000 => new Echo1000(),
        20_000 => new Echo20000(),
        _ => new EchoUnlimited(),
    };
}

/// <summary>For 20 connections.</summary>
[LwsContext(FdLimit = 20)]
[Serve<Echo>]
internal sealed partial class Echo20;

/// <summary>For 1,000 connections.</summary>
[LwsContext(FdLimit = 1_000)]
[Serve<Echo>]
internal sealed partial class Echo1000;

/// <summary>For 20,000 connections.</summary>
[LwsContext(FdLimit = 20_000)]
[Serve<Echo>]
internal sealed partial class Echo20000;

/// <summary>For as many connections as the process may open.</summary>
[LwsContext]
[Serve<Echo>]
internal sealed partial class EchoUnlimited;
