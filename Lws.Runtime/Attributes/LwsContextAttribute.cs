namespace Lws;

/// <summary>
/// Declares a <c>partial class</c> as a context: the generator makes it an <see cref="LwsContext"/> with a file-descriptor table
/// of exactly <see cref="FdLimit"/> connections, and the dispatch for the protocols named by <see cref="ServeAttribute{T}"/>.
/// </summary>
/// <remarks>libwebsockets: <c>struct lws_context_creation_info</c>.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class LwsContextAttribute : Attribute
{
    /// <summary>
    /// How many connections each loop of the context holds at once: a compile-time constant, counting connections only (listeners and
    /// the loop's own descriptors come on top). Range 1 to 16,000,000. Left out: the project's MSBuild property <c>LwsFdLimit</c>, and
    /// without one as many as the process may open, in a table that grows as connections come.
    /// </summary>
    /// <remarks>libwebsockets: <c>fd_limit_per_thread</c>.</remarks>
    public int FdLimit { get; set; }

    /// <summary>
    /// How much the context may take with <see cref="FdLimit"/> connections open on each of its <see cref="Loops"/>, in bytes: fd table,
    /// records and sessions, the generated <c>BytesPerContext</c>. More is an error when it is compiled (LWS109). Left out: the project's
    /// MSBuild property <c>LwsMemoryBudget</c>, and without one no budget.
    /// </summary>
    /// <remarks>What peers make a context hold besides is bounded at run time: <see cref="LwsOptions.MemoryBudget"/>.</remarks>
    public long MemoryBudget { get; set; }

    /// <summary>
    /// How many loops the context has, each with a thread, a table and slabs of its own; the kernel spreads clients over them
    /// (SO_REUSEPORT). Default 1. Range 1 to 1,024. <see cref="LwsOptions.Loops"/> overrides it.
    /// </summary>
    /// <remarks>libwebsockets: <c>count_threads</c>.</remarks>
    public int Loops { get; set; } = 1;

    /// <summary>What happens to clients that come while all connections of their loop are in use. Default <see cref="WhenFull.Pause"/>.</summary>
    public WhenFull WhenFull { get; set; }

    /// <summary>Whether the context may grow past <see cref="FdLimit"/>. Default <see cref="FdOverflow.None"/>.</summary>
    public FdOverflow FdOverflow { get; set; }
}
