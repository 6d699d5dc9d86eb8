using Lws.Generators.Contract;
using Lws.Generators.Models;

namespace Lws.Generators.Emission;

/// <summary>Emits the Origin policy of a protocol. Where every origin is accepted there is none: the contract's default says so.</summary>
internal static class OriginEmitter
{
    public static void Emit(CodeWriter writer, ProtocolModel protocol, string contract)
    {
        if (protocol.Origins is not { } origins || origins.Contains(Origins.Any))
            return;

        string[] terms = origins.Distinct().Select(TermOf).ToArray();
        writer.Line();
        TypePart.MarkGenerated(writer);
        writer.Line($"static bool {contract}.AcceptsOrigin(global::Lws.Handshake.RequestOrigin origin) =>");
        writer.Continue((terms.Length == 0 ? "false" : terms[0]) + (terms.Length > 1 ? "" : ";"));
        for (int index = 1; index < terms.Length; index++)
            writer.Continue($"|| {terms[index]}{(index == terms.Length - 1 ? ";" : "")}");
    }

    private static string TermOf(string origin) => origin switch
    {
        Origins.Same => "origin.IsSame",
        Origins.Missing => "origin.IsMissing",
        _ => $"origin.Is({Literals.Utf8(origin)})",
    };
}
