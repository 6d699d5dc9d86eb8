using System.Reflection;
using Lws.Connections;

namespace Lws.Bench.FdMap;

/// <summary>The fd table that the generator emitted for a context.</summary>
/// <remarks>It is a private struct of the emitted code: it is read off the type of the context's loop.</remarks>
internal static class EmittedTable
{
    private const int TableArgument = 1; // of EventLoop<TDispatch, TTable, TIo>
    private const string IndexField = "_index";

    public static Type TypeOf(int? limit)
    {
        using LwsContext context = FdMapContexts.Create(limit);
        return context.Loop.GetType().GetGenericArguments()[TableArgument];
    }

    /// <summary>An empty table.</summary>
    public static IFdTable Create(int? limit)
    {
        var table = (IFdTable)Activator.CreateInstance(TypeOf(limit))!;
        table.Initialize(limit ?? int.MaxValue);
        return table;
    }

    /// <summary>The name of the structure that the generator chose: <c>scan</c>, <c>hash</c> or <c>growing</c>.</summary>
    public static string StrategyOf(int? limit)
    {
        Type table = TypeOf(limit);
        if (table == typeof(GrowingFdTable))
            return "growing";
        return table.GetField(IndexField, BindingFlags.Instance | BindingFlags.NonPublic) is null ? "scan" : "hash";
    }
}
