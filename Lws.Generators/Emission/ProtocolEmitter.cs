using Lws.Generators.Contract;
using Lws.Generators.Models;

namespace Lws.Generators.Emission;

/// <summary>Emits the part of a protocol that forwards the contract's events to the handlers that the user wrote.</summary>
internal static class ProtocolEmitter
{
    private const string Events = "global::Lws.Dispatch.ProtocolEvents.";
    private const string QueueFull = "global::Lws.QueueFull.";
    private const string Traits = "global::Lws.Dispatch.ProtocolTraits";

    public static string Emit(ProtocolModel protocol)
    {
        string contract = $"global::Lws.Dispatch.IProtocol<{protocol.Type.Name}>";
        return TypePart.Emit(protocol.Type, contract, writer =>
        {
            EmitName(writer, protocol, contract);
            EmitTraits(writer, protocol, contract);
            OriginEmitter.Emit(writer, protocol, contract);
            foreach (Handler handler in protocol.Handlers)
                EmitHandler(writer, protocol, contract, handler);
        });
    }

    private static void EmitName(CodeWriter writer, ProtocolModel protocol, string contract)
    {
        TypePart.MarkGenerated(writer);
        writer.Line($"static global::System.ReadOnlySpan<byte> {contract}.Name => {Literals.Utf8(protocol.SubprotocolName)};");
    }

    private static void EmitTraits(CodeWriter writer, ProtocolModel protocol, string contract)
    {
        // What is streamed is not buffered, so the limits of a message apply only where the user sets them.
        bool streams = protocol.Handlers.Any(handler => handler.Name == Handlers.OnFragment);

        writer.Line();
        TypePart.MarkGenerated(writer);
        writer.Line($"static {Traits} {contract}.Traits => new(");
        EmitEvents(writer, protocol);
        writer.Continue($"MaxMessageLength: {Limit(protocol.MaxMessageLength, streams ? "Unlimited" : "DefaultMaxMessageLength")},");
        writer.Continue($"MaxFragments: {Limit(protocol.MaxFragments, streams ? "Unlimited" : "DefaultMaxFragments")},");
        writer.Continue($"MaxQueuedBytes: {Limit(protocol.MaxQueuedBytes, "DefaultMaxQueuedBytes")}{QueueOf(protocol)}{RatesOf(protocol)});");
    }

    private static void EmitHandler(CodeWriter writer, ProtocolModel protocol, string contract, Handler handler)
    {
        writer.Line();
        TypePart.MarkGenerated(writer);
        writer.Line($"static {handler.Result.Type} {contract}.{handler.Name}(ref {protocol.Type.Name} self, {handler.ParameterList}) =>");
        writer.Continue($"self.{handler.Name}({handler.ArgumentList});");
    }

    private static void EmitEvents(CodeWriter writer, ProtocolModel protocol)
    {
        if (protocol.Handlers.Count == 0)
            writer.Continue($"Events: {Events}None,");

        for (int index = 0; index < protocol.Handlers.Count; index++)
        {
            string separator = index == protocol.Handlers.Count - 1 ? "," : "";
            writer.Continue($"{(index == 0 ? "Events: " : "    | ")}{Events}{protocol.Handlers[index].Event}{separator}");
        }
    }

    private static string QueueOf(ProtocolModel protocol) =>
        (protocol.LowQueuedBytes is { } low ? $", LowQueuedBytes: {Literals.Number(low)}" : "")
        + (protocol.WhenQueueFull is { } policy ? $", WhenQueueFull: {QueueFull}{policy}" : "");

    private static string RatesOf(ProtocolModel protocol) =>
        string.Concat(protocol.Rates.Select(rate => $", {rate.Property}: {Literals.Number(rate.Value)}"));

    private static string Limit(int? value, string otherwise) =>
        value is { } set ? Literals.Number(set) : $"{Traits}.{otherwise}";
}
