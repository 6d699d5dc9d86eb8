namespace Lws.Bench.FdMap;

/// <summary>Contexts of each size, real ones: what the generator chose for them is taken from their loops.</summary>
internal static class FdMapContexts
{
    /// <summary>The limits that are measured, in ascending order; null is the limit left out.</summary>
    public static IReadOnlyList<int?> Limits { get; } =
        [Fd4.FdLimit, Fd8.FdLimit, Fd16.FdLimit, Fd20.FdLimit, Fd32.FdLimit, Fd64.FdLimit, Fd256.FdLimit, Fd1000.FdLimit, Fd10000.FdLimit, Fd65536.FdLimit, null];

    public static LwsContext Create(int? limit) => limit switch
    {
        Fd4.FdLimit => new Fd4(),
        Fd8.FdLimit => new Fd8(),
        Fd16.FdLimit => new Fd16(),
        Fd20.FdLimit => new Fd20(),
        Fd32.FdLimit => new Fd32(),
        Fd64.FdLimit => new Fd64(),
        Fd256.FdLimit => new Fd256(),
        Fd1000.FdLimit => new Fd1000(),
        Fd10000.FdLimit => new Fd10000(),
        Fd65536.FdLimit => new Fd65536(),
        null => new FdUnlimited(),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "There is no context of this size."),
    };
}

[LwsContext(FdLimit = 4)]
[Serve<Serving.Echo>]
internal sealed partial class Fd4;

[LwsContext(FdLimit = 8)]
[Serve<Serving.Echo>]
internal sealed partial class Fd8;

[LwsContext(FdLimit = 16)]
[Serve<Serving.Echo>]
internal sealed partial class Fd16;

[LwsContext(FdLimit = 20)]
[Serve<Serving.Echo>]
internal sealed partial class Fd20;

[LwsContext(FdLimit = 32)]
[Serve<Serving.Echo>]
internal sealed partial class Fd32;

[LwsContext(FdLimit = 64)]
[Serve<Serving.Echo>]
internal sealed partial class Fd64;

[LwsContext(FdLimit = 256)]
[Serve<Serving.Echo>]
internal sealed partial class Fd256;

[LwsContext(FdLimit = 1_000)]
[Serve<Serving.Echo>]
internal sealed partial class Fd1000;

[LwsContext(FdLimit = 10_000)]
[Serve<Serving.Echo>]
internal sealed partial class Fd10000;

[LwsContext(FdLimit = 65_536)]
[Serve<Serving.Echo>]
internal sealed partial class Fd65536;

[LwsContext]
[Serve<Serving.Echo>]
internal sealed partial class FdUnlimited;
