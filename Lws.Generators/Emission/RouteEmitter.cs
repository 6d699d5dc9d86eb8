using Lws.Generators.Models;

namespace Lws.Generators.Emission;

/// <summary>Emits the choice of the protocol for a request, by the rules that ServeAttribute documents.</summary>
internal static class RouteEmitter
{
    public static void Emit(CodeWriter writer, ContextModel context)
    {
        writer.Line("public static global::Lws.Dispatch.Route Route(");
        writer.Continue("global::System.ReadOnlySpan<byte> path, global::Lws.Handshake.SubprotocolOffer offer)");
        writer.Open();
        if (context.Paths.Count > 0)
            EmitChoice(writer, context);
        else
            writer.Line("return new(-1, false); // nothing is served");
        writer.Close();
    }

    private static void EmitChoice(CodeWriter writer, ContextModel context)
    {
        EmitOffered(writer, context);
        writer.Line();
        EmitUnoffered(writer, context);
    }

    private static void EmitOffered(CodeWriter writer, ContextModel context)
    {
        writer.Line("// The server's order decides among what the client offers for this path.");
        foreach (ServedPath served in context.Paths)
        {
            string offers = $"offer.Contains({Literals.Utf8(served.SubprotocolName)})";
            EmitRow(writer, served.Path is null ? offers : $"{Matches(served.Path)} && {offers}", served, isOffered: true);
        }
    }

    private static void EmitUnoffered(CodeWriter writer, ContextModel context)
    {
        writer.Line("// It offers none of these: the first served on exactly this path, else the first on every path.");
        foreach (IGrouping<string?, ServedPath> path in context.Paths.GroupBy(served => served.Path).Where(path => path.Key is not null))
            EmitRow(writer, Matches(path.Key!), path.First(), isOffered: false);

        ServedPath? fallback = context.Paths.FirstOrDefault(served => served.Path is null);
        writer.Line(fallback is null ? "return new(-1, false); // none: 404" : ReturnOf(fallback, isOffered: false));
    }

    private static void EmitRow(CodeWriter writer, string condition, ServedPath served, bool isOffered)
    {
        writer.Line($"if ({condition})");
        writer.Continue(ReturnOf(served, isOffered));
    }

    private static string ReturnOf(ServedPath served, bool isOffered) =>
        $"return new({served.Protocol}, {(isOffered ? "true" : "false")}); // {served.Attribute}";

    private static string Matches(string path) => $"global::System.MemoryExtensions.SequenceEqual(path, {Literals.Utf8(path)})";
}
