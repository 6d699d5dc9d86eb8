using System.Globalization;
using Spectre.Console;

namespace Lws.Bench.Load;

/// <summary>Prints one result for people.</summary>
internal static class LoadTable
{
    public static void Print(LoadResult result)
    {
        AnsiConsole.WriteLine(TitleOf(result));
        Table table = new Table().AddColumn("").AddColumn("", column => column.RightAligned()).HideHeaders();
        string unit = result.Accepts ? "connections set up" : "messages";
        Add(table, unit, $"{result.Messages:N0} in {result.Seconds:0.00} s");
        Add(table, $"{unit} a second", $"{result.MessagesPerSecond:N0}");
        Add(table, "latency, median", $"{result.P50Micros:N1} µs");
        Add(table, "latency, 99 %", $"{result.P99Micros:N1} µs");
        Add(table, "latency, 99.9 %", $"{result.P999Micros:N1} µs");
        Add(table, "load's thread busy", $"{result.LoadBusy:P1}");
        if (result.ServerBusy is { } busy)
            Add(table, "server busy", $"{busy:P1}");
        if (result.ServerCpuMicrosPerMessage is { } micros)
            Add(table, "server CPU a message", $"{micros:0.000} µs");
        if (result.BytesAllocatedPerMessage is { } bytes)
            Add(table, "server allocates a message", $"{bytes:0.###} B");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(Verdict(result));
    }

    private static string TitleOf(LoadResult result)
    {
        string idle = result.IdleConnections == 0 ? "" : $", {result.IdleConnections:N0} idle ones";
        return result.Accepts
            ? $"{result.Server}: set-up, {result.Connections:N0} at a time"
            : $"{result.Server}: {result.PayloadBytes:N0} B, {result.Connections:N0} connections{idle}, {result.Depth} in flight each";
    }

    private static string Verdict(LoadResult result)
    {
        string verified = result.Accepts ? "Each answer was checked." : "Each echo was checked; the first and the last of each connection in full.";
        return result.LoadWasTheLimit ? $"{verified} The load was the limit, not the server." : verified;
    }

    private static void Add(Table table, string name, FormattableString figure) =>
        table.AddRow(new Text(name), new Text(figure.ToString(CultureInfo.InvariantCulture)));
}
