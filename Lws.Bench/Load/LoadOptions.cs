using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Lws.Bench.Load;

/// <summary>The part of the command line that makes a plan.</summary>
internal sealed class LoadOptions
{
    private const int MaxPayloadBytes = 16 << 20;
    private const int MaxConnections = 19_900;
    private const int MaxDepth = 1_024;

    private static readonly Scenario Default = Scenarios.All[0];

    private readonly Argument<Uri> _address = new("address")
    {
        Description = "ws://host:port/path, or raw://host:port for a server that sends back bytes.",
        CustomParser = result => ParseAddress(result, "ws", Target.RawScheme)!,
    };

    private readonly Option<string?> _scenario = new("--scenario")
    {
        Description = "Payload, connections and depth at once: "
            + string.Join("; ", Scenarios.All.Select(s => $"{s.Id}: {s.PayloadBytes:N0} B, {s.Connections:N0}, {s.Depth}")) + ".",
    };

    private readonly Option<int> _payload = Number("--payload", Default.PayloadBytes, 0, MaxPayloadBytes, "Bytes of each message.");
    private readonly Option<int> _connections = Number("--connections", Default.Connections, 1, MaxConnections, "Busy connections.");
    private readonly Option<int> _depth = Number("--depth", Default.Depth, 1, MaxDepth, "Messages in flight on each.");
    private readonly Option<double> _seconds = Number("--seconds", 5, 0.1, 3_600, "The measured window.");
    private readonly Option<double> _warmup = Number("--warmup", 1.0, 0, 3_600, "Seconds before it.");
    private readonly Option<double> _patience = Number("--patience", 30, 0.1, 600, "Seconds of each wait for the server.");
    private readonly Option<int> _idle = Number("--idle", 0, 0, MaxConnections, "Further connections, silent after a message each.");
    private readonly Option<bool> _accepts = new("--accepts") { Description = "Set connections up, --connections at a time, instead of messages." };
    private readonly Option<int?> _serverPid = new("--server-pid") { Description = "The server's process, to read its processor time." };

    private readonly Option<Uri?> _allocationProbe = new("--allocation-probe")
    {
        Description = "A ws address that answers with the bytes that the server has allocated.",
        CustomParser = result => ParseAddress(result, "ws"),
    };

    public LoadOptions()
    {
        _scenario.AcceptOnlyFromAmong([.. Scenarios.All.Select(scenario => scenario.Id)]);
        CheckRange(_serverPid, 1, int.MaxValue);
    }

    /// <summary>Holds a number to a range. What is no number is left to the library to refuse, which would throw here.</summary>
    public static void CheckRange<T>(Option option, T min, T max) where T : INumber<T> =>
        option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
            {
                if (T.TryParse(token.Value, CultureInfo.InvariantCulture, out T? value) && !(value >= min && value <= max))
                    result.AddError($"{result.Option.Name} takes from {min} to {max}.");
            }
        });

    public void AddTo(Command command)
    {
        command.Arguments.Add(_address);
        Option[] shape = [_payload, _connections, _depth];
        foreach (Option option in (Option[])[_scenario, .. shape, _seconds, _warmup, _patience, _idle, _accepts, _serverPid, _allocationProbe])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_scenario) is not null && shape.Any(option => result.GetResult(option) is { Implicit: false }))
                result.AddError("--scenario stands for --payload, --connections and --depth; leave them out.");
            if (result.GetResult(_accepts) is { Implicit: false } && result.GetResult(_idle) is { Implicit: false })
                result.AddError("--accepts keeps no connections; leave --idle out.");
        });
    }

    public LoadPlan PlanOf(ParseResult result)
    {
        Scenario shape = Scenarios.All.FirstOrDefault(scenario => scenario.Id == result.GetValue(_scenario))
            ?? new Scenario("", result.GetValue(_payload), result.GetValue(_connections), result.GetValue(_depth));
        return LoadPlan.Of(shape, result.GetValue(_address)!) with
        {
            Duration = TimeSpan.FromSeconds(result.GetValue(_seconds)),
            Warmup = TimeSpan.FromSeconds(result.GetValue(_warmup)),
            Patience = TimeSpan.FromSeconds(result.GetValue(_patience)),
            IdleConnections = result.GetValue(_idle),
            Accepts = result.GetValue(_accepts),
            ServerProcessId = result.GetValue(_serverPid),
            AllocationProbe = result.GetValue(_allocationProbe),
        };
    }

    private static Option<T> Number<T>(string name, T value, T min, T max, string description) where T : INumber<T>
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => value };
        CheckRange(option, min, max);
        return option;
    }

    private static Uri? ParseAddress(ArgumentResult result, params string[] schemes)
    {
        string text = result.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && schemes.Contains(address.Scheme) && address is { Host: not "", Port: > 0 })
            return address;
        result.AddError($"{text} is no address of the form {string.Join(" or ", schemes.Select(scheme => $"{scheme}://host:port"))}.");
        return null;
    }
}
