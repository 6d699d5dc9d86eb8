using Lws.Generators.Contract;
using Lws.Generators.Models;

namespace Lws.Generators.Emission;

/// <summary>Emits the nested struct that leads the loop to the protocols: one slab each, one switch for each event.</summary>
internal static class DispatchEmitter
{
    private const string SlabType = "global::Lws.Dispatch.Slab";
    private const string Inlined = "[global::System.Runtime.CompilerServices.MethodImpl("
        + "global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public static void Emit(CodeWriter writer, ContextModel context)
    {
        writer.Line();
        writer.Line("/// <summary>Leads from a protocol's index to its handlers; only those that may be written have a row.</summary>");
        TypePart.MarkGenerated(writer);
        writer.Open("private readonly struct Dispatch : global::Lws.Dispatch.IDispatch");
        EmitSlabs(writer, context);
        writer.Line();
        RouteEmitter.Emit(writer, context);
        foreach (Handler handler in Handlers.Dispatched)
            EmitEvent(writer, context, handler);
        writer.Close();
    }

    private static void EmitSlabs(CodeWriter writer, ContextModel context)
    {
        string limit = ContextEmitter.LoopLimitOf(context);
        foreach (ContextProtocol protocol in context.Protocols)
        {
            writer.Line($"// {protocol.Attributes}");
            writer.Line($"private readonly {SlabType}<{protocol.TypeName}> {protocol.FieldName} = new({limit});");
        }

        if (context.Protocols.Count > 0)
            writer.Line();
        writer.Open("public Dispatch()");
        writer.Line($"Protocols = new {SlabType}[] {{ {string.Join(", ", context.Protocols.Select(protocol => protocol.FieldName))} }};");
        writer.Close();
        writer.Line();
        writer.Line($"public {SlabType}[] Protocols {{ get; }}");
    }

    private static void EmitEvent(CodeWriter writer, ContextModel context, Handler handler)
    {
        string method = $"public void {handler.Name}(int protocol, int slot, {handler.ParameterList})";
        List<int> rows = Enumerable.Range(0, context.Protocols.Count)
            .Where(index => context.Protocols[index].Handlers.Contains(handler))
            .ToList();

        writer.Line();
        if (rows.Count == 0)
        {
            writer.Line(method + " { }");
        }
        else if (context.Protocols.Count == 1)
        {
            writer.Line(method + " =>");
            writer.Continue(CallOf(context.Protocols[0], handler) + ";");
        }
        else
        {
            // Once a message: a call less, and eight arguments that need not be passed on.
            if (handler.Name is Handlers.OnMessage or Handlers.OnFragment)
                writer.Line(Inlined);
            writer.Open(method);
            writer.Open("switch (protocol)");
            foreach (int row in rows)
                writer.Line($"case {row}: {CallOf(context.Protocols[row], handler)}; break; // {context.Protocols[row].Attributes}");
            writer.Close();
            writer.Close();
        }
    }

    private static string CallOf(ContextProtocol protocol, Handler handler) =>
        $"{protocol.FieldName}.{handler.Name}(slot, {handler.ArgumentList})";
}
