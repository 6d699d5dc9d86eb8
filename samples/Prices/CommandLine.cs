using System.Globalization;

namespace Prices;

/// <summary>What the command line asks for.</summary>
/// <param name="Port">The TCP port; 0 lets the kernel choose.</param>
/// <param name="Interval">From one trade of a share to the next.</param>
internal readonly record struct CommandLine(ushort Port, TimeSpan Interval)
{
    private static readonly CommandLine Default = new(7682, TimeSpan.FromMilliseconds(20));

    /// <summary>Reads <c>--port P</c> and <c>--interval MILLISECONDS</c>; otherwise says what is wrong, in one line.</summary>
    public static bool TryParse(ReadOnlySpan<string> args, out CommandLine options, out string? fault)
    {
        options = Default;
        fault = null;
        for (; args.Length >= 2 && ushort.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out ushort value); args = args[2..])
        {
            if (args[0] == "--port")
                options = options with { Port = value };
            else if (args[0] == "--interval" && value > 0)
                options = options with { Interval = TimeSpan.FromMilliseconds(value) };
            else
                break;
        }

        if (!args.IsEmpty)
            fault = $"Not understood: {string.Join(' ', args!)}. Usage: Prices [--port 7682] [--interval 20]";
        return fault is null;
    }
}
