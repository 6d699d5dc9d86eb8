using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lws.Generators.Parsing;

/// <summary>The MSBuild property <c>LwsMemoryBudget</c>: the budget of the project's contexts that state none of their own, in bytes.</summary>
/// <param name="Text">As it is written; empty where the project does not set it.</param>
internal sealed record ProjectMemoryBudget(string Text)
{
    // The name under which build/Lws.props makes the property visible.
    private const string Option = "build_property.LwsMemoryBudget";

    /// <summary>The budget, or null where there is none or it is no number.</summary>
    public long? Value => long.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value > 0 ? value : null;

    /// <summary>Whether it is set to something that is no budget.</summary>
    public bool IsRefused => Text.Length > 0 && Value is null;

    public static ProjectMemoryBudget Of(AnalyzerConfigOptionsProvider options) =>
        new(options.GlobalOptions.TryGetValue(Option, out string? text) ? text.Trim() : "");
}
