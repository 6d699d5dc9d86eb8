using System.CommandLine;
using System.Globalization;
using Lws.Bench.Load;

namespace Lws.Bench.Idle;

/// <summary><c>hold</c>: reads numbers, a line each, and holds so many idle connections; answers each line when that is so. A process of
/// its own, for nearly all the descriptors that one may have are connections. Ends when its input does.</summary>
internal static class HoldCommand
{
    public const string Name = "hold";
    public const string Done = "held";

    public static Command Create()
    {
        var address = new Argument<string>("address");
        var command = new Command(Name) { address };
        command.Hidden = true;
        command.SetAction(result => Serve(new Uri(result.GetValue(address)!)));
        return command;
    }

    private static int Serve(Uri address)
    {
        try
        {
            var connections = new HeldConnections(address);
            while (Console.ReadLine() is { } line)
            {
                connections.Hold(int.Parse(line, CultureInfo.InvariantCulture));
                Console.WriteLine(Done);
            }

            return 0;
        }
        catch (LoadException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
