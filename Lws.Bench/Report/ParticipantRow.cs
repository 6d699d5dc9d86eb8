namespace Lws.Bench.Report;

/// <summary>A server that took part or was missing, as <c>--json</c> writes it, with what is the same for all of them.</summary>
/// <param name="Server">The name in JSON.</param>
/// <param name="Version">What was measured; null where it is missing.</param>
/// <param name="Fault">What is missing and how to install it.</param>
/// <param name="Machine">Where, with which system and runtime.</param>
/// <param name="Date">When.</param>
internal sealed record ParticipantRow(string Server, string? Version, string? Fault, string Machine, string Date)
{
    public string Bench => "report";

    public bool Missing => Version is null;
}
