using System.Globalization;
using System.Runtime.InteropServices;

namespace Lws.Bench.Reporting;

/// <summary>Where and when figures were taken: they mean little without it.</summary>
internal static class Machine
{
    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hardware}, {DateTime.UtcNow:yyyy-MM-dd}; load average {LoadAverage}");

    /// <summary>Processor, system and runtime.</summary>
    public static string Hardware =>
        $"{Processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}, {RuntimeInformation.FrameworkDescription}";

    private static string Processor =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string LoadAverage => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
