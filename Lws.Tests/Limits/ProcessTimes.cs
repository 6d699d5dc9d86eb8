using System.Globalization;

namespace Lws.Tests.Limits;

/// <summary>Processor time of another process, from <c>/proc/PID/stat</c>.</summary>
internal static class ProcessTimes
{
    private const int TicksPerSecond = 100; // USER_HZ, the same on every Linux of .NET's
    private const int UserTime = 14; // the fields' numbers in proc(5)
    private const int SystemTime = 15;

    public static TimeSpan Of(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // the name in brackets may contain anything
        return TimeSpan.FromSeconds((double)(Field(fields, UserTime) + Field(fields, SystemTime)) / TicksPerSecond);
    }

    private static long Field(string[] fields, int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
}
