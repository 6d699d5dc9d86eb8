using Lws.Generators.Models;

namespace Lws.Generators.Emission;

/// <summary>
/// Emits the nested struct that holds the file descriptors in place. Its algorithms are the runtime's, over spans of its arrays.
/// </summary>
internal static class FdTableEmitter
{
    private const string Runtime = "global::Lws.Connections";

    /// <summary>The table's type as CreateLoop names it. One that grows needs no other to grow into.</summary>
    public static string TypeOf(ContextModel context) => context switch
    {
        { FdTable: FdTableKind.Growing } => $"{Runtime}.GrowingFdTable",
        { Spills: true } => $"{Runtime}.SpillFdTable<FdTable>",
        _ => "FdTable",
    };

    public static void Emit(CodeWriter writer, ContextModel context)
    {
        switch (context.FdTable)
        {
            case FdTableKind.Scan:
                Emit(writer, "ScanFdTable", "by a vectorised scan", indexLength: null);
                break;
            case FdTableKind.Hash:
                Emit(writer, "HashFdTable", "through a hash index in place", FdTables.IndexLengthFor(context.FdLimit!.Value));
                break;
        }
    }

    private static void Emit(CodeWriter writer, string algorithm, string way, int? indexLength)
    {
        writer.Line();
        writer.Line($"/// <summary>A table of exactly FdLimit entries, found {way}.</summary>");
        TypePart.MarkGenerated(writer);
        writer.Open($"private struct FdTable : {Runtime}.IFdTable");
        writer.Line($"private {Runtime}.FdTableState _state;");
        writer.Line("private Fds _fds;");
        writer.Line("private Generations _generations;");
        if (indexLength is not null)
            writer.Line("private Index _index;");
        writer.Line();
        EmitMembers(writer, $"{Runtime}.{algorithm}", indexLength is null ? "" : "_index, ");
        EmitArray(writer, "Fds", "int", "FdLimit");
        EmitArray(writer, "Generations", "uint", "FdLimit");
        if (indexLength is { } length)
            EmitArray(writer, "Index", "int", Literals.Number(length));
        writer.Close();
    }

    private static void EmitMembers(CodeWriter writer, string algorithm, string index)
    {
        string arrays = $"_fds, _generations, {index}";
        writer.Line($"public readonly int Count => {algorithm}.Count(in _state);");
        writer.Line("public readonly bool IsFull => Count == FdLimit;");
        writer.Line("public readonly long Bytes => global::System.Runtime.CompilerServices.Unsafe.SizeOf<FdTable>();");
        writer.Line("public readonly void Initialize(int limit) { } // sized at compile time");
        writer.Line("public readonly uint GenerationOf(int slot) => _generations[slot];");
        writer.Line("public readonly bool IsCurrent(int slot, uint generation) => _generations[slot] == generation;");
        writer.Line($"public readonly bool TryFind(int fd, out int slot) => {algorithm}.TryFind(in _state, _fds, {index}fd, out slot);");
        writer.Line($"public bool TryAdd(int fd, out int slot) => {algorithm}.TryAdd(ref _state, {arrays}fd, out slot);");
        writer.Line($"public void Close(int slot) => {algorithm}.Close(ref _state, {arrays}slot);");
        writer.Line($"public void Recycle(int slot) => {algorithm}.Recycle(ref _state, _fds, slot);");
    }

    private static void EmitArray(CodeWriter writer, string name, string element, string length)
    {
        writer.Line();
        writer.Line($"[global::System.Runtime.CompilerServices.InlineArray({length})]");
        writer.Open($"private struct {name}");
        writer.Line($"private {element} _first;");
        writer.Close();
    }
}
