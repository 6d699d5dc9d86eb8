namespace Lws.Bench.Serving;

/// <summary>The echo server in a few sizes: a limit is a constant of its context. How fast it accepts is measured, so it is not limited.</summary>
internal static class EchoContexts
{
    /// <summary>The smallest of the contexts whose loops hold this many connections each, held to exactly as many.</summary>
    public static LwsContext Create(int? fdLimit, int loops, DeflateOptions? deflate = null)
    {
        if (fdLimit is not { } limit)
            return new EchoUnlimited(new LwsOptions { Loops = loops, Deflate = deflate, MaxAcceptsPerSecond = 0 });
        var options = new LwsOptions { MaxConnections = limit, Loops = loops, Deflate = deflate, MaxAcceptsPerSecond = 0 };
        return limit switch
        {
            <= Echo20.FdLimit => new Echo20(options),
            <= Echo1000.FdLimit => new Echo1000(options),
            <= Echo20000.FdLimit => new Echo20000(options),
            _ => new EchoUnlimited(options),
        };
    }
}

/// <summary>For at most 20 connections.</summary>
[LwsContext(FdLimit = 20)]
[Serve<Echo>]
internal sealed partial class Echo20;

/// <summary>For at most 1,000 connections.</summary>
[LwsContext(FdLimit = 1_000)]
[Serve<Echo>]
internal sealed partial class Echo1000;

/// <summary>For at most 20,000 connections.</summary>
[LwsContext(FdLimit = 20_000)]
[Serve<Echo>]
internal sealed partial class Echo20000;

/// <summary>For as many connections as the process may open.</summary>
[LwsContext]
[Serve<Echo>]
internal sealed partial class EchoUnlimited;
