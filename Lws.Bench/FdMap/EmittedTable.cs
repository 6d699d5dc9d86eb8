using System.Reflection;

namespace Lws.Bench.FdMap;

/// <summary>The fd table that the generator emitted for a context, taken out of the context's loop while it is still empty.</summary>
/// <remarks>The table is a private struct of the emitted code: only reflection names it.</remarks>
internal static class EmittedTable
{
    private const string TableField = "_table";
    private const string IndexField = "_index";

    /// <summary>A boxed copy of the empty table.</summary>
    public static object Of(int? limit)
    {
        using LwsContext context = FdMapContexts.Create(limit);
        FieldInfo field = context.Loop.GetType().GetField(TableField, BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new MissingFieldException(context.Loop.GetType().Name, TableField);
        return field.GetValue(context.Loop)!;
    }

    /// <summary>The name of the structure that the generator chose: <c>scan</c>, <c>hash</c> or <c>paged</c>.</summary>
    public static string StrategyOf(Type table)
    {
        if (table == typeof(Connections.PagedFdTable))
            return "paged";
        return table.GetField(IndexField, BindingFlags.Instance | BindingFlags.NonPublic) is null ? "scan" : "hash";
    }
}
