using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Lws.Bench.Load.Measuring;
using Lws.Bench.Reporting;

namespace Lws.Bench.Load;

/// <summary>Runs a load in a process of its own, on a core of its own.</summary>
internal static class LoadProcess
{
    // For the runtime to start and to end, and for what the load itself takes.
    private static readonly TimeSpan StartAndEnd = TimeSpan.FromSeconds(10);

    /// <summary>Starts <c>load</c> of this same program as a child and waits for its figures.</summary>
    /// <exception cref="LoadException">The server did not do its part, or the child did not end in time.</exception>
    public static LoadResult Run(LoadPlan plan, int core)
    {
        string json = Path.GetTempFileName();
        try
        {
            using Process child = StartPinned(StartInfo(plan, json), core);
            Await(child, plan.Bound + StartAndEnd);
            return JsonReport.Read<LoadResult>(json).Single();
        }
        finally
        {
            File.Delete(json);
        }
    }

    private static void Await(Process child, TimeSpan bound)
    {
        Task<string> errors = child.StandardError.ReadToEndAsync();
        child.OutputDataReceived += (_, _) => { };
        child.BeginOutputReadLine();
        if (!child.WaitForExit(bound))
        {
            child.Kill();
            throw new LoadException($"the load did not end within {bound.TotalSeconds:0} s");
        }

        if (child.ExitCode != 0)
            throw new LoadException(errors.Result.Trim());
    }

    // A child inherits the core of the thread that starts it. This thread's own core would be kept, so another one is taken.
    private static Process StartPinned(ProcessStartInfo start, int core)
    {
        Process? child = null;
        ExceptionDispatchInfo? fault = null;
        var starter = new Thread(() =>
        {
            try
            {
                CpuAffinity.Pin(core);
                child = Process.Start(start);
            }
            catch (Exception exception)
            {
                fault = ExceptionDispatchInfo.Capture(exception);
            }
        });
        starter.Start();
        starter.Join();
        fault?.Throw();
        return child!;
    }

    private static ProcessStartInfo StartInfo(LoadPlan plan, string json)
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (string argument in ArgumentsOf(plan))
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--json");
        start.ArgumentList.Add(json);
        return start;
    }

    private static IEnumerable<string> ArgumentsOf(LoadPlan plan)
    {
        yield return "load";
        yield return plan.Address.ToString();
        foreach ((string name, IFormattable? value) in ValuesOf(plan))
        {
            if (value is null)
                continue;
            yield return name;
            yield return value.ToString(null, CultureInfo.InvariantCulture);
        }

        if (plan.Accepts)
            yield return "--accepts";
        if (plan.AllocationProbe is null)
            yield break;
        yield return "--allocation-probe";
        yield return plan.AllocationProbe.ToString();
    }

    private static IEnumerable<(string Name, IFormattable? Value)> ValuesOf(LoadPlan plan) =>
    [
        ("--payload", plan.PayloadBytes),
        ("--connections", plan.Connections),
        ("--depth", plan.Depth),
        ("--warmup", plan.Warmup.TotalSeconds),
        ("--seconds", plan.Duration.TotalSeconds),
        ("--patience", plan.Patience.TotalSeconds),
        ("--idle", plan.Accepts ? null : plan.IdleConnections),
        ("--server-pid", plan.ServerProcessId),
    ];
}
