using Lws.Generators.Models;

namespace Lws.Generators.Emission;

/// <summary>Emits the part of a context that makes it an LwsContext: its limit, its constructor, its loops.</summary>
internal static class ContextEmitter
{
    public static string Emit(ContextModel context) => TypePart.Emit(context.Type, "global::Lws.LwsContext", writer =>
    {
        EmitLimit(writer, context);
        MemoryEmitter.Emit(writer, context);
        if (!context.HasConstructor)
            EmitConstructor(writer, context);
        if (context.Loops > 1)
            EmitLoops(writer, context);
        EmitCreateLoop(writer, context);
        DispatchEmitter.Emit(writer, context);
        FdTableEmitter.Emit(writer, context);
    });

    /// <summary>How many connections a loop may hold: an expression.</summary>
    public static string LoopLimitOf(ContextModel context) => context.Spills ? "int.MaxValue" : "FdLimit";

    private static void EmitLimit(CodeWriter writer, ContextModel context)
    {
        writer.Line($"/// <summary>{MeaningOfLimit(context)}</summary>");
        TypePart.MarkGenerated(writer);
        writer.Line($"public const int FdLimit = {(context.FdLimit is { } limit ? Literals.Number(limit) : "int.MaxValue")};");
    }

    private static string MeaningOfLimit(ContextModel context) => context switch
    {
        { FdLimit: null } => "The context has no limit of its own: it holds as many connections as the process may open.",
        { Spills: true } => $"How many connections {HolderOf(context)} has room for before it grows.",
        _ => $"How many connections {HolderOf(context)} holds at once.",
    };

    private static string HolderOf(ContextModel context) => context.Loops > 1 ? "each loop" : "the context";

    private static void EmitConstructor(CodeWriter writer, ContextModel context)
    {
        writer.Line();
        writer.Line("/// <summary>Makes the context with the default options; nothing listens yet.</summary>");
        TypePart.MarkGenerated(writer);
        writer.Line($"public {context.Type.Identifier}()");
        writer.Continue(": base(null)");
        writer.Open();
        writer.Close();
        writer.Line();
        writer.Line("/// <summary>Makes the context; nothing listens yet.</summary>");
        writer.Line("/// <param name=\"options\">Time-outs, sizes and the logger, or null for the defaults.</param>");
        TypePart.MarkGenerated(writer);
        writer.Line($"public {context.Type.Identifier}(global::Lws.LwsOptions? options)");
        writer.Continue(": base(options)");
        writer.Open();
        writer.Close();
    }

    private static void EmitLoops(CodeWriter writer, ContextModel context)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        TypePart.MarkGenerated(writer);
        writer.Line($"protected override int DeclaredLoops => {Literals.Number(context.Loops)};");
    }

    private static void EmitCreateLoop(CodeWriter writer, ContextModel context)
    {
        string table = FdTableEmitter.TypeOf(context);
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        TypePart.MarkGenerated(writer);
        writer.Line("protected override global::Lws.Loop.EventLoop CreateLoop() =>");
        writer.Continue($"global::Lws.Loop.EventLoop.Create<Dispatch, {table}>(");
        writer.Continue($"    this, {LoopLimitOf(context)}, global::Lws.WhenFull.{context.WhenFull}, new Dispatch());");
    }
}
