using Spectre.Console;

namespace Lws.Bench.Reporting;

/// <summary>A figure beside the bound that it is to keep.</summary>
/// <param name="Text">What is measured, with its unit.</param>
/// <param name="Measured">The figure.</param>
/// <param name="Bound">The largest that is good enough.</param>
internal sealed record Goal(string Text, double Measured, double Bound)
{
    public bool IsMet => Measured <= Bound;

    public static void Print(IEnumerable<Goal> goals)
    {
        Table table = new Table().Title("Goals").AddColumn("").AddColumn("measured", column => column.RightAligned())
            .AddColumn("at most", column => column.RightAligned()).AddColumn("");
        foreach (Goal goal in goals)
        {
            table.AddRow(
                new Text(goal.Text),
                new Text(goal.Measured.ToString("#,0.###")),
                new Text(goal.Bound.ToString("#,0.###")),
                new Markup(goal.IsMet ? "[green]met[/]" : "[red]missed[/]"));
        }

        AnsiConsole.Write(table);
    }
}
