using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lws.Generators.Parsing;

/// <summary>The MSBuild property <c>LwsFdLimit</c>: the limit of the project's contexts that have none of their own.</summary>
/// <param name="Text">As it is written; empty where the project does not set it.</param>
internal sealed record ProjectFdLimit(string Text)
{
    // The name under which build/Lws.props makes the property visible.
    private const string Option = "build_property.LwsFdLimit";

    /// <summary>The limit, or null where there is none or the rules refuse it.</summary>
    public int? Value =>
        int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && Rules.IsFdLimit(value) ? value : null;

    /// <summary>Whether it is set to something that is no limit.</summary>
    public bool IsRefused => Text.Length > 0 && Value is null;

    public static ProjectFdLimit Of(AnalyzerConfigOptionsProvider options) =>
        new(options.GlobalOptions.TryGetValue(Option, out string? text) ? text.Trim() : "");
}
