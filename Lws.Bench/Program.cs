using System.CommandLine;
using Lws.Bench.Attacks;
using Lws.Bench.Conformance;
using Lws.Bench.Echo;
using Lws.Bench.FdMap;
using Lws.Bench.Growth;
using Lws.Bench.Idle;
using Lws.Bench.Load;
using Lws.Bench.Micro;
using Lws.Bench.Peers;
using Lws.Bench.Processes;
using Lws.Bench.Report;
using Lws.Bench.Serving;
using Spectre.Console;

// A file or a pipe has no width of its own, and the tables are wide.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 160;

var root = new RootCommand("Measures Lws and its peers, and serves outside tools. Each command says more with --help.");
root.Subcommands.Add(MicroCommand.Create());
root.Subcommands.Add(FdMapCommand.Create());
root.Subcommands.Add(ContextSizeCommand.Create());
root.Subcommands.Add(ProcessesCommand.Create());
root.Subcommands.Add(ServeCommand.Create());
root.Subcommands.Add(LoadCommand.Create());
root.Subcommands.Add(PeersCommand.Create());
root.Subcommands.Add(EchoCommand.Create());
root.Subcommands.Add(IdleCommand.Create());
root.Subcommands.Add(HoldCommand.Create());
root.Subcommands.Add(GrowthCommand.Create());
root.Subcommands.Add(ReportCommand.Create());
root.Subcommands.Add(AttackCommand.Create());
root.Subcommands.Add(ConformanceCommand.Create());
return root.Parse(args).Invoke();
