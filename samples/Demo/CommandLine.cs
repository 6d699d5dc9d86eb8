using System.Globalization;

namespace Demo;

/// <summary>What the command line asks for.</summary>
/// <param name="Address">The IPv4 or IPv6 address to listen on.</param>
/// <param name="Port">The TCP port; 0 lets the kernel choose.</param>
internal readonly record struct CommandLine(string Address, int Port)
{
    // 7681 is the port of libwebsockets' test server.
    private static readonly CommandLine Default = new("127.0.0.1", 7681);

    /// <summary>Reads <c>--address A</c> and <c>--port P</c>; otherwise says what is wrong, in one line.</summary>
    public static bool TryParse(ReadOnlySpan<string> args, out CommandLine options, out string? fault)
    {
        options = Default;
        fault = null;
        for (; args.Length >= 2; args = args[2..])
        {
            if (args[0] == "--address")
                options = options with { Address = args[1] };
            else if (args[0] == "--port" && ushort.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
                options = options with { Port = port };
            else
                break;
        }

        if (!args.IsEmpty)
            fault = $"Not understood: {string.Join(' ', args!)}. Usage: Demo [--address 127.0.0.1] [--port 7681]";
        return fault is null;
    }
}
