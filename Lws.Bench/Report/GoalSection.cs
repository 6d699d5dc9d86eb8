using System.Text;
using Lws.Bench.Reporting;

namespace Lws.Bench.Report;

/// <summary>What Lws set out to reach, and what it has reached.</summary>
internal static class GoalSection
{
    public static string Write(List<Goal> goals)
    {
        List<Goal> missed = [.. goals.Where(goal => !goal.IsMet)];
        var text = new StringBuilder("## Reached and missed\n\n");
        text.Append(missed.Count == 0
            ? $"Lws reaches all its {goals.Count} goals.\n\n"
            : $"Lws reaches {goals.Count - missed.Count} of its {goals.Count} goals. It misses:\n\n");
        foreach (Goal goal in missed)
            text.Append($"- {goal.Text}: {Figure(goal.Measured)} where at most {Figure(goal.Bound)} is the goal{Excess(goal)}.\n");
        if (missed.Count > 0)
            text.Append('\n');

        var table = new MarkdownTable("goal", "measured", "at most", "");
        foreach (Goal goal in goals)
            table.Add(goal.Text, Figure(goal.Measured), Figure(goal.Bound), goal.IsMet ? "reached" : "**missed**");
        return text.Append(table).Append('\n').ToString();
    }

    private static string Figure(double value) => value.ToString("#,0.###");

    private static string Excess(Goal goal) => goal.Bound > 0 ? $" ({(goal.Measured / goal.Bound) - 1:P0} above)" : "";
}
