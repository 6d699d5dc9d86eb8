namespace Lws.Bench.Processes;

/// <summary>What is measured: a program, and how many processes of it with how many connections each.</summary>
/// <param name="Label">For people.</param>
/// <param name="Server">The name in JSON.</param>
/// <param name="FdLimit">The limit that the program keeps; null where it has none.</param>
/// <param name="Processes">How many of it run at once.</param>
/// <param name="ConnectionsEach">Client connections of each.</param>
/// <param name="Program">The program; null where it is missing.</param>
/// <param name="LastArgument">What follows port and connections on its command line; null for nothing.</param>
/// <param name="Fault">Why it is missing.</param>
internal sealed record WorkerKind(
    string Label, string Server, int? FdLimit, int Processes, int ConnectionsEach, string? Program, string? LastArgument, string? Fault);
