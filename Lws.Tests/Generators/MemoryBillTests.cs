using System.Reflection;
using System.Runtime.CompilerServices;
using Lws.Connections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lws.Tests.Generators;

/// <summary>What emitted code says that a connection and a context take.</summary>
public class MemoryBillTests
{
    private const string Budgeted = "[LwsProtocol(\"p\", Origins = [])] partial struct P { long _n; } " +
        "[LwsContext(FdLimit = 100)] [Serve<P>] partial class C; [LwsContext] [Serve<P>] partial class Unlimited;";

    [Fact]
    public void The_constants_are_the_sizes_of_the_records()
    {
        Assert.Equal(ConnectionBytes.Hot, Unsafe.SizeOf<Connection>());
        Assert.Equal(ConnectionBytes.Cold, Unsafe.SizeOf<ConnectionDetail>());
    }

    /// <summary>Fields of a session of numbers, whose size the generator knows.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("byte _a;")]
    [InlineData("byte _a; int _b; byte _c;")]
    [InlineData("bool _a; char _b; short _c; float _d; double _e; byte _f;")]
    [InlineData("decimal _a; byte _b;")]
    [InlineData("Guid _a; byte _b;")]
    [InlineData("byte _a; TimeSpan _b;")]
    [InlineData("nint _a; byte _b; nuint _c;")]
    [InlineData("DayOfWeek _a; Lws.MessageKind _b; E _c; enum E : long { }")]
    [InlineData("byte _a; Inner _b; byte _c; struct Inner { short _x; byte _y; }")]
    [InlineData("byte _a; Generic<long> _b; struct Generic<T> { byte _x; T _y; }")]
    [InlineData("unsafe byte* _a; byte _b;")]
    [InlineData("byte _a; unsafe fixed int _b[3];")]
    [InlineData("int A { get; set; } static long B; const int C = 1; short _d;")]
    public void A_session_of_numbers_makes_a_constant(string fields)
    {
        Type context = Load($"partial struct P {{ {fields} }}", out int session);
        FieldInfo perConnection = context.GetField("BytesPerConnection")!;

        Assert.True(perConnection.IsLiteral);
        Assert.Equal(ConnectionBytes.Records + session, perConnection.GetRawConstantValue());
        Assert.True(context.GetField("BytesPerContext")!.IsLiteral);
    }

    /// <summary>Sessions that the runtime lays out as it sees fit.</summary>
    [Theory]
    [InlineData("partial struct P { string _a; byte _b; int _c; }")]
    [InlineData("partial struct P { DateTime _a; byte _b; }")]
    [InlineData("partial struct P { (int, byte) _a; byte _b; }")]
    [InlineData("partial struct P { SessionHandle _a; byte _b; }")]
    [InlineData("partial struct P { Memory<byte> _a; byte _b; }")]
    [InlineData("partial struct P(int n) { readonly int N => n; }")]
    [InlineData("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Pack = 1)] " +
        "partial struct P { byte _a; long _b; }")]
    [InlineData("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)] " +
        "partial struct P { [System.Runtime.InteropServices.FieldOffset(0)] int _a; [System.Runtime.InteropServices.FieldOffset(0)] long _b; }")]
    public void Any_other_session_is_measured_at_run_time(string declaration)
    {
        Type context = Load(declaration, out int session);
        FieldInfo perConnection = context.GetField("BytesPerConnection")!;

        Assert.True(perConnection.IsInitOnly);
        Assert.Equal(ConnectionBytes.Records + session, perConnection.GetValue(null));
    }

    [Theory]
    [InlineData("long _n;", 1)]
    [InlineData("long _n;", 8)]
    [InlineData("long _n;", 9)]
    [InlineData("long _n;", 128)]
    [InlineData("byte _n;", 129)]
    [InlineData("short _n;", 65_536)]
    [InlineData("int _n;", 65_537)]
    [InlineData("int _n;", 1_000_000)]
    public void Both_ways_to_the_bill_of_a_context_lead_to_one_sum(string fields, int limit)
    {
        string source = $"[LwsContext(FdLimit = {limit})] [Serve<P>] public partial class C; [LwsProtocol(\"p\")] ";
        object constant = Load(source + $"partial struct P {{ {fields} }}").GetField("BytesPerContext")!.GetValue(null)!;
        object measured = Load(source + "[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential)] " +
            $"partial struct P {{ {fields} }}").GetField("BytesPerContext")!.GetValue(null)!;

        Assert.Equal(constant, measured);
    }

    [Fact]
    public void The_largest_session_counts_and_each_loop()
    {
        Type context = Load("[LwsProtocol(\"p\")] partial struct P { long _n; } [LwsProtocol(\"q\")] partial struct Q { int _n; } " +
            "[LwsContext(FdLimit = 20, Loops = 3)] [Serve<Q>] [Serve<P>] public partial class C;");
        long table = 12 + (20 * 8) + (64 * 4);

        Assert.Equal(ConnectionBytes.Records + 8, context.GetField("BytesPerConnection")!.GetValue(null));
        Assert.Equal(3 * ConnectionBytes.OfLoop(table, 20, 8), context.GetField("BytesPerContext")!.GetValue(null));
    }

    [Fact]
    public void A_context_without_a_limit_has_no_sum() =>
        Assert.Null(Load("[LwsProtocol(\"p\")] partial struct P; [LwsContext] [Serve<P>] public partial class C;").GetField("BytesPerContext"));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("20000")]
    public void A_context_within_the_projects_budget_is_not_flagged(string? budget) =>
        Assert.Empty(GeneratedProgram.From(Budgeted, new ProjectProperties(memoryBudget: budget)).AnalyzerDiagnostics());

    [Fact]
    public void A_context_above_the_projects_budget_is_told_the_sum()
    {
        GeneratedProgram program = GeneratedProgram.From(Budgeted, new ProjectProperties(memoryBudget: "9999"));

        Diagnostic error = Assert.Single(program.AnalyzerDiagnostics());

        Assert.Equal("LWS109", error.Id);
        Assert.Equal("C", Budgeted[Compilations.PlaceOf(error)]);
        long sum = ConnectionBytes.OfLoop(12 + (100 * 8) + (512 * 4), 100, 8);
        Assert.Equal(
            FormattableString.Invariant($"'C' takes {sum:N0} bytes with 100 connections, above the project's LwsMemoryBudget of 9,999: ") +
            FormattableString.Invariant($"2,860 of fd table, and a connection {ConnectionBytes.Records} of records and 8 of session 'P'"),
            error.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("4 MB")]
    [InlineData("1_000")]
    public void A_property_that_is_no_number_is_an_error_at_the_contexts_that_use_it(string budget) => Assert.Equal(
        ["LWS111", "LWS111"],
        GeneratedProgram.From(Budgeted, new ProjectProperties(memoryBudget: budget)).AnalyzerDiagnostics().Select(error => error.Id));

    [Fact]
    public void A_struct_that_contains_itself_does_not_stop_the_generator() => Assert.Equal(
        ["CS0523"],
        GeneratedProgram.From("[LwsProtocol(\"p\")] public partial struct P { P _p; } [LwsContext] [Connect<P>] public partial class C;")
            .CompilerDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.Id));

    private static Type Load(string declaration, out int session)
    {
        Type context = Load($"[LwsProtocol(\"p\")] public {declaration} [LwsContext(FdLimit = 20)] [Serve<P>] public partial class C;");
        Type sizeOf = typeof(Unsafe);
        session = (int)sizeOf.GetMethod("SizeOf")!.MakeGenericMethod(context.Assembly.GetType("P")!).Invoke(null, null)!;
        return context;
    }

    private static Type Load(string source)
    {
        CSharpCompilation compilation = Compilations.Of("#pragma warning disable CS0169, CS0414, CS0649\n" + source.Replace("public [", "[", StringComparison.Ordinal));
        return GeneratedProgram.From(compilation.WithOptions(compilation.Options.WithAllowUnsafe(true))).Load().GetType("C")!;
    }
}
