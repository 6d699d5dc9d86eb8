namespace Lws.Bench.Trials;

/// <summary>Which core does what: the server has one for itself, and so has the load.</summary>
internal static class Cores
{
    public const int Server = 0;
    public const int Load = 1;
    private const int Needed = 2;

    /// <exception cref="InvalidOperationException">The machine has one core only, or this process may use one only.</exception>
    public static void Check()
    {
        if (Environment.ProcessorCount < Needed)
            throw new InvalidOperationException("Two cores are needed: one for the server, one for the load.");
    }
}
