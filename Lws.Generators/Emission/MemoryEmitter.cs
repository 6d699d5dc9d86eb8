using Lws.Generators.Models;

namespace Lws.Generators.Emission;

/// <summary>
/// Emits what a connection and a full context take: constants where every session is of numbers, else values that the runtime says.
/// </summary>
internal static class MemoryEmitter
{
    private const string Runtime = "global::Lws.Connections.ConnectionBytes";

    public static void Emit(CodeWriter writer, ContextModel context)
    {
        if (context.LargestSession is not { } session)
            return;

        EmitPerConnection(writer, context, session);
        if (context.Bill is { } bill)
            EmitPerContext(writer, context, bill);
    }

    private static void EmitPerConnection(CodeWriter writer, ContextModel context, SessionSize session)
    {
        writer.Line();
        writer.Line("/// <summary>Bytes that an idle connection takes: its records and its session, the largest of several protocols'.</summary>");
        TypePart.MarkGenerated(writer);
        if (session.IsExact)
        {
            writer.Line($"public const int BytesPerConnection = {Runtime}.Records + {session.Bytes}; // {session.Name}");
        }
        else
        {
            writer.Line($"public static readonly int BytesPerConnection = {Runtime}.Records + {LargestOf(context)};");
        }
    }

    private static void EmitPerContext(CodeWriter writer, ContextModel context, MemoryBill bill)
    {
        string connections = context.Loops > 1 ? $"FdLimit connections open on each of {context.Loops} loops" : "FdLimit connections open";
        writer.Line();
        writer.Line("/// <summary>");
        writer.Line($"/// Bytes that the context takes with {connections}: fd table, records and");
        writer.Line("/// sessions, all of the protocol with the largest. Buffers, and what slow readers let wait, come on top.");
        writer.Line("/// </summary>");
        TypePart.MarkGenerated(writer);
        if (bill.Session.IsExact)
        {
            writer.Line($"public const long BytesPerContext = {Literals.Number(bill.PerContext)};");
        }
        else
        {
            string loops = context.Loops > 1 ? $"{Literals.Number(context.Loops)} * " : "";
            writer.Line("public static readonly long BytesPerContext =");
            writer.Continue($"{loops}{Runtime}.OfLoop({Literals.Number(bill.Table)}, FdLimit, BytesPerConnection - {Runtime}.Records);");
        }
    }

    private static string LargestOf(ContextModel context) => context.Protocols
        .Select(protocol => $"global::System.Runtime.CompilerServices.Unsafe.SizeOf<{protocol.TypeName}>()")
        .Aggregate((largest, next) => $"global::System.Math.Max({largest}, {next})");
}
