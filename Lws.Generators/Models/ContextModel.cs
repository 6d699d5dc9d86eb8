namespace Lws.Generators.Models;

/// <summary>A class marked <c>[LwsContext]</c>: all that its emitted part depends on.</summary>
/// <param name="Type">The class.</param>
/// <param name="FdLimit">The limit, or null where it is left out.</param>
/// <param name="WhenFull">The member of the runtime's <c>WhenFull</c>.</param>
/// <param name="MaySpill">Whether the context may grow past its limit, if it has one.</param>
/// <param name="Loops">How many loops the context has.</param>
/// <param name="HasConstructor">Whether the user wrote an instance constructor.</param>
/// <param name="Records">What the runtime keeps of a connection.</param>
/// <param name="Protocols">The protocols served or connected with, each once, in the order of their first attribute.</param>
/// <param name="Paths">The <c>[Serve]</c> attributes, in order of declaration.</param>
internal sealed record ContextModel(
    TypeModel Type,
    int? FdLimit,
    string WhenFull,
    bool MaySpill,
    int Loops,
    bool HasConstructor,
    RecordSizes Records,
    EquatableArray<ContextProtocol> Protocols,
    EquatableArray<ServedPath> Paths)
{
    /// <summary>Whether the limit is only the size that is expected.</summary>
    public bool Spills => MaySpill && FdLimit is not null;

    /// <summary>The table's structure.</summary>
    public FdTableKind FdTable => FdTables.KindFor(FdLimit);

    /// <summary>What it takes when it is full, or null where it has no limit, or no protocol.</summary>
    public MemoryBill? Bill => FdLimit is { } limit && LargestSession is { } session ? new MemoryBill(limit, Loops, Records, session) : null;

    /// <summary>The largest session of its protocols; exact if all are.</summary>
    public SessionSize? LargestSession => Protocols.Select(protocol => protocol.Session).OrderByDescending(session => session.Bytes).FirstOrDefault()
        is { } largest ? largest with { IsExact = Protocols.All(protocol => protocol.Session.IsExact) } : null;

    /// <summary>The context with the project's limit in place of one that is left out.</summary>
    public ContextModel WithProjectFdLimit(int? limit) => FdLimit is null ? this with { FdLimit = limit } : this;
}
