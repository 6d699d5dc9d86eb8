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

    private readonly Option<int> _payload = new("--payload") { Description = "Bytes of each message.", DefaultValueFactory = _ => Scenarios.All[0].PayloadBytes };
    private readonly Option<int> _connections = new("--connections") { Description = "Busy connections.", DefaultValueFactory = _ => Scenarios.All[0].Connections };
    private readonly Option<int> _depth = new("--depth") { Description = "Messages in flight on each.", DefaultValueFactory = _ => Scenarios.All[0].Depth };
    private readonly Option<double> _seconds = new("--seconds") { Description = "The measured window.", DefaultValueFactory = _ => 5 };
    private readonly Option<double> _warmup = new("--warmup") { Description = "Seconds before it.", DefaultValueFactory = _ => 1 };
    private readonly Option<double> _patience = new("--patience") { Description = "Seconds for connections to open, and for echoes that are owed.", DefaultValueFactory = _ => 10 };
    private readonly Option<int> _idle = new("--idle") { Description = "Further connections, silent after a message each." };
    private readonly Option<bool> _accepts = new("--accepts") { Description = "Set connections up and reset them, --connections at a time, instead of messages." };
    private readonly Option<int?> _serverPid = new("--server-pid") { Description = "The server's process, to read its processor time." };

    private readonly Option<Uri?> _allocationProbe = new("--allocation-probe")
    {
        Description = "A ws address that answers with the bytes that the server has allocated.",
        CustomParser = result => ParseAddress(result, "ws"),
    };

    public LoadOptions()
    {
        _scenario.AcceptOnlyFromAmong([.. Scenarios.All.Select(scenario => scenario.Id)]);
        CheckRange(_payload, 0, MaxPayloadBytes);
        CheckRange(_connections, 1, MaxConnections);
        CheckRange(_depth, 1, MaxDepth);
        CheckRange(_seconds, 0.1, 3_600);
        CheckRange(_warmup, 0, 3_600);
        CheckRange(_patience, 0.1, 600);
        CheckRange(_idle, 0, MaxConnections);
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
        foreach (Option option in (Option[])[_scenario, _payload, _connections, _depth, _seconds, _warmup, _patience, _idle, _accepts, _serverPid, _allocationProbe])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            bool hasShape = new Option[] { _payload, _connections, _depth }.Any(option => result.GetResult(option) is { Implicit: false });
            if (hasShape && result.GetResult(_scenario) is not null)
                result.AddError("--scenario stands for --payload, --connections and --depth; leave them out.");
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

    private static Uri? ParseAddress(ArgumentResult result, params string[] schemes)
    {
        string text = result.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && schemes.Contains(address.Scheme) && address is { Host.Length: > 0, Port: > 0 })
            return address;
        result.AddError($"{text} is no address of the form {string.Join(" or ", schemes.Select(scheme => $"{scheme}://host:port"))}.");
        return null;
    }
}
