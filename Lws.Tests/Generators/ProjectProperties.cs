using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lws.Tests.Generators;

/// <summary>The properties of a test's project as MSBuild hands them to the compiler.</summary>
/// <param name="fdLimit">The text of <c>LwsFdLimit</c>, or null where the props file of Lws is not imported.</param>
internal sealed class ProjectProperties(string? fdLimit = null) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(fdLimit);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(string? fdLimit) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.LwsFdLimit" ? fdLimit : null;
            return value is not null;
        }
    }
}
