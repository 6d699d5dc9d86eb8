using System.Globalization;
using Lws.Generators.Models;
using Lws.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lws.Generators.Diagnostics;

/// <summary>Checks what a context takes against its memory budget, or the project's.</summary>
internal static class BudgetChecks
{
    private const string Budget = "MemoryBudget";

    public static void Run(INamedTypeSymbol type, AttributeData attribute, AnalyzerConfigOptionsProvider options, Action<Diagnostic> report)
    {
        int? limit = attribute.Sets("FdLimit") ? attribute.FindInt("FdLimit") : ProjectFdLimit.Of(options).Value;
        if (attribute.Sets(Budget))
            CheckOwn(type, attribute, limit, report);
        else
            CheckProjects(type, attribute, limit, ProjectMemoryBudget.Of(options), report);
    }

    private static void CheckOwn(INamedTypeSymbol type, AttributeData attribute, int? limit, Action<Diagnostic> report)
    {
        Location place = Places.ArgumentOf(attribute, Budget);
        if (limit is null && !attribute.Sets("FdLimit"))
            report(Diagnostic.Create(Descriptors.BudgetWithoutFdLimit, place));
        else if (attribute.FindLong(Budget) is { } budget)
            Check(type, attribute, limit, budget, "its MemoryBudget", place, report);
    }

    private static void CheckProjects(
        INamedTypeSymbol type, AttributeData attribute, int? limit, ProjectMemoryBudget budget, Action<Diagnostic> report)
    {
        Location place = Places.NameUnder(attribute);
        if (budget.IsRefused)
            report(Diagnostic.Create(Descriptors.ProjectBudgetRefused, place, budget.Text, type.Name));
        else if (budget.Value is { } value)
            Check(type, attribute, limit, value, "the project's LwsMemoryBudget", place, report);
    }

    private static void Check(
        INamedTypeSymbol type, AttributeData attribute, int? limit, long budget, string owner, Location place, Action<Diagnostic> report)
    {
        if (limit is not { } connections || !Rules.IsFdLimit(connections) || LargestSessionOf(type) is not { } session)
            return;

        int loops = attribute.FindInt("Loops") is { } declared && Rules.IsLoopCount(declared) ? declared : 1;
        var bill = new MemoryBill(connections, loops, RuntimeSizes.Of(attribute), session);
        if (bill.PerContext <= budget)
            return;

        int records = bill.Records.Hot + bill.Records.Cold;
        report(Diagnostic.Create(
            Descriptors.BudgetExceeded, place, type.Name, Text(bill.PerContext), (loops > 1 ? $"{loops} × " : "") + Text(connections), owner,
            Text(budget), Text(loops * bill.Table), records, (session.IsExact ? "" : "at least ") + Text(session.Bytes), session.Name));
    }

    private static SessionSize? LargestSessionOf(INamedTypeSymbol context) => ProtocolUse.AllOf(context)
        .Where(use => Rules.IsDispatchable(use.TypeArgument, context.ContainingAssembly))
        .Select(use => RuntimeSizes.OfSession(use.TypeArgument))
        .OrderByDescending(session => session.Bytes)
        .FirstOrDefault();

    private static string Text(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}
