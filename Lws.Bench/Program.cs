using System.CommandLine;
using Lws.Bench.Serving;

var root = new RootCommand("Measures Lws and its peers, and serves outside tools. Each command says more with --help.");
root.Subcommands.Add(ServeCommand.Create());
return root.Parse(args).Invoke();
