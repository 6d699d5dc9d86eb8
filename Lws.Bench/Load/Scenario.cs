namespace Lws.Bench.Load;

/// <summary>A shape of load that has a name, so that figures of different days can be compared.</summary>
/// <param name="Id">Its name: s1 to s5.</param>
/// <param name="PayloadBytes">Of each message.</param>
/// <param name="Connections">Busy ones.</param>
/// <param name="Depth">Messages in flight on each connection.</param>
internal sealed record Scenario(string Id, int PayloadBytes, int Connections, int Depth);
