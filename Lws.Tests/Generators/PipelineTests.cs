using Lws.Generators;
using Lws.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lws.Tests.Generators;

public class PipelineTests
{
    private const string Chat = "[LwsProtocol(\"chat\")] partial struct Chat { void OnOpen(Session session) { } }";
    private const string Echo = "[LwsProtocol(\"echo\", MaxFragments = 7)] partial struct Echo { void OnTimer(Session session) { } }";
    private const string Server = "[LwsContext(FdLimit = 20)] [Serve<Chat>] [Serve<Echo>(Path = \"/echo\")] partial class Server;";
    private const string Source = Chat + Echo + Server;

    private const string EquivalentChat =
        "[LwsProtocol(\"chat\")] public partial struct Chat { static int Count; internal void OnOpen(Session s) => Count++; void Other() { } }";
    private const string EquivalentServer =
        "[LwsContext(FdLimit = 4 * 5)] [ServeAttribute<global::Chat>()] [Serve<Echo>(Path = \"/\" + \"echo\")] partial class Server { }";

    [Theory]
    [InlineData("/* a comment */ " + Chat + "\n\n" + Echo + "// another\n" + Server)]
    [InlineData(Chat + Echo + EquivalentServer)]
    [InlineData(EquivalentChat + Echo + Server)]
    [InlineData(Server + Echo + Chat)]
    public void Sources_of_equal_meaning_give_equal_models(string edited)
    {
        Assert.Equal(ModelsOf(Source, TrackingNames.EmittableContexts), ModelsOf(edited, TrackingNames.EmittableContexts));
        Assert.Equal(
            ModelsOf(Source, TrackingNames.EmittableProtocols).Cast<ProtocolModel>().OrderBy(model => model.SubprotocolName),
            ModelsOf(edited, TrackingNames.EmittableProtocols).Cast<ProtocolModel>().OrderBy(model => model.SubprotocolName));
    }

    [Fact]
    public void An_edit_inside_a_handler_emits_nothing_anew()
    {
        GeneratorRunResult run = RunEdited("OnOpen(Session session) { }", "OnOpen(Session s) { s.Close(); }");

        PipelineSteps.AssertNothingIsComputedAnew(run);
    }

    [Theory]
    [InlineData("[LwsProtocol(\"chat\")]", " [LwsProtocol(\"chat\")]")]
    [InlineData("[LwsProtocol(\"chat\")]", "\n\n// a comment\n[LwsProtocol(\"chat\")]\n")]
    [InlineData("[LwsContext(FdLimit = 20)]", "\t[LwsContext(  FdLimit = 20 )]")]
    [InlineData("[Serve<Chat>]", "\n    [Serve<Chat>]")]
    public void White_space_at_an_attribute_emits_nothing_anew(string words, string moved)
    {
        GeneratorRunResult run = RunEdited(words, moved);

        PipelineSteps.AssertNothingIsComputedAnew(run);
    }

    [Fact]
    public void A_new_field_changes_the_bill_of_the_context_but_no_protocol()
    {
        GeneratorRunResult run = RunEdited("void OnOpen(Session session) { }", "int _count; void OnOpen(Session session) => _count++;");

        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Unchanged], ReasonsOf(run, TrackingNames.Protocols));
        Assert.Equal([IncrementalStepRunReason.Modified], ReasonsOf(run, TrackingNames.Contexts));
    }

    [Fact]
    public void A_new_type_emits_its_own_file_and_no_other()
    {
        GeneratorRunResult run = RunEdited("partial class Server;", "partial class Server; [LwsProtocol(\"new\")] partial struct New;");

        Assert.Equal([IncrementalStepRunReason.Unchanged], ReasonsOf(run, TrackingNames.ProtocolTwins));
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.New],
            ReasonsOf(run, TrackingNames.ProtocolFiles));
        Assert.Equal([IncrementalStepRunReason.Cached], ReasonsOf(run, TrackingNames.ContextFiles));
    }

    [Fact]
    public void A_new_handler_changes_its_protocol_and_the_context_but_no_other_protocol()
    {
        GeneratorRunResult run = RunEdited("void OnTimer(", "void OnClosed(Session session, CloseStatus status) { } void OnTimer(");

        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], ReasonsOf(run, TrackingNames.Protocols));
        Assert.Equal([IncrementalStepRunReason.Modified], ReasonsOf(run, TrackingNames.Contexts));
    }

    [Theory]
    [InlineData("MaxFragments = 7, Origins = [\"https://a\"]")]
    [InlineData("MaxFragments = 7, Origins = []")]
    public void A_new_Origin_policy_changes_its_protocol_but_not_the_context(string arguments)
    {
        GeneratorRunResult run = RunEdited("MaxFragments = 7", arguments);

        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], ReasonsOf(run, TrackingNames.Protocols));
        Assert.Equal([IncrementalStepRunReason.Unchanged], ReasonsOf(run, TrackingNames.Contexts));
    }

    [Fact]
    public void A_new_limit_changes_its_protocol_but_not_the_context()
    {
        GeneratorRunResult run = RunEdited("MaxFragments = 7", "MaxFragments = 8");

        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], ReasonsOf(run, TrackingNames.Protocols));
        Assert.Equal([IncrementalStepRunReason.Unchanged], ReasonsOf(run, TrackingNames.Contexts));
    }

    [Fact]
    public void A_program_that_marks_nothing_gets_nothing() =>
        Assert.Empty(GeneratedProgram.From("partial struct Chat { void OnOpen(Session session) { } } partial class Server;").Files);

    [Fact]
    public void The_same_source_gives_the_same_text() =>
        Assert.Equal(GeneratedProgram.From(Source).Files, GeneratedProgram.From(Source).Files);

    [Fact]
    public void The_walk_of_the_models_finds_a_symbol_where_there_is_one()
    {
        ISymbol symbol = Compilations.Of(Source).GetTypeByMetadataName("Chat")!;

        Assert.ThrowsAny<Exception>(() => PipelineSteps.AssertHoldsNoCompilation(new object[] { "text", Tuple.Create(symbol) }));
        PipelineSteps.AssertHoldsNoCompilation(new object[] { "text", Tuple.Create(1) });
    }

    [Fact]
    public void Equatable_arrays_are_equal_by_their_elements_in_order()
    {
        Assert.Equal(new EquatableArray<int>([1, 2]), new EquatableArray<int>([1, 2]));
        Assert.Equal(new EquatableArray<int>([1, 2]).GetHashCode(), new EquatableArray<int>([1, 2]).GetHashCode());
        Assert.NotEqual(new EquatableArray<int>([1, 2]), new EquatableArray<int>([2, 1]));
        Assert.NotEqual(new EquatableArray<int>([1, 2]), new EquatableArray<int>([1]));
        Assert.Equal(default, new EquatableArray<int>([]));
        Assert.Empty(default(EquatableArray<int>));
    }

    private static object[] ModelsOf(string source, string step) =>
        PipelineSteps.ModelsOf(Compilations.NewDriver().RunGenerators(Compilations.Of(source)).GetRunResult().Results.Single(), step);

    // The second of two runs: on Source, and on Source with some words replaced.
    private static GeneratorRunResult RunEdited(string words, string newWords)
    {
        CSharpCompilation compilation = Compilations.Of(Source);
        string edited = Source.Replace(words, newWords, StringComparison.Ordinal);
        return Compilations.NewDriver()
            .RunGenerators(compilation)
            .RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Compilations.Of(edited).SyntaxTrees[0]))
            .GetRunResult().Results.Single();
    }

    private static IEnumerable<IncrementalStepRunReason> ReasonsOf(GeneratorRunResult run, string step) =>
        run.TrackedSteps[step].SelectMany(s => s.Outputs).Select(output => output.Reason);
}
