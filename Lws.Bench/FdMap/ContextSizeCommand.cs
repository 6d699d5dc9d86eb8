using System.CommandLine;
using System.Text.Json;

namespace Lws.Bench.FdMap;

/// <summary>The child of <c>fdmap</c> that is told a ulimit: writes its figures to the standard output.</summary>
internal static class ContextSizeCommand
{
    public const string Name = "context-size";

    public static Command Create()
    {
        var command = new Command(Name, "What fdmap runs in processes of their own.") { Hidden = true };
        command.SetAction(_ => Console.WriteLine(JsonSerializer.Serialize(ContextSizes.MeasureHere())));
        return command;
    }
}
