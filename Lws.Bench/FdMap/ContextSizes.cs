using System.Diagnostics;
using System.Text.Json;
using Lws.Bench.Toolchain;
using Lws.Connections;
using Lws.Interop;

namespace Lws.Bench.FdMap;

/// <summary>What a context costs under ulimits that this machine does not grant: each in a process of its own that is told one.</summary>
internal static class ContextSizes
{
    private static readonly long[] Ulimits = [1_024, 65_536, 1_000_000, 1_073_741_816];
    private static readonly int?[] Limits = [20, 1_000, null];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">There is no C compiler, or a child failed.</exception>
    public static List<ContextSizeRow> Measure() => [.. Ulimits.SelectMany(MeasureTold)];

    /// <summary>What the child does.</summary>
    public static List<ContextSizeRow> MeasureHere() => [.. Limits.Select(Measure)];

    private static List<ContextSizeRow> MeasureTold(long ulimit)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ContextSizeCommand.Name) { RedirectStandardOutput = true };
        UlimitShim.Tell(start, ulimit);
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        if (!child.WaitForExit(Patience))
            child.Kill();
        if (child.ExitCode != 0)
            throw new InvalidOperationException($"The process that was told a ulimit of {ulimit:N0} ended with {child.ExitCode}.");
        return JsonSerializer.Deserialize<List<ContextSizeRow>>(output.Result)!;
    }

    private static ContextSizeRow Measure(int? limit)
    {
        AllocatedBy(limit); // types and pools that all contexts share come with the first
        var table = EmittedTable.Create(limit);
        return new(limit, OpenFiles.Limit, table.Bytes, BytesWhenFull(limit), AllocatedBy(limit), new LwsOptions().ReceiveBufferSize);
    }

    private static long AllocatedBy(int? limit)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using LwsContext context = FdMapContexts.Create(limit);
        _ = context.Loop;
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long? BytesWhenFull(int? limit)
    {
        if (limit is not { } connections)
            return null;
        var table = EmittedTable.Create(limit);
        var slab = new ConnectionSlab(connections);
        for (int fd = 0; fd < connections; fd++)
        {
            if (!table.TryAdd(fd, out int slot))
                throw new InvalidOperationException("The table is smaller than its limit.");
            slab.Add(slot, fd, ConnectionState.Handshake);
        }

        return table.Bytes + slab.Bytes;
    }
}
