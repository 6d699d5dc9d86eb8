using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lws.Tests.Generators;

/// <summary>The properties of a test's project as MSBuild hands them to the compiler.</summary>
/// <param name="fdLimit">The text of <c>LwsFdLimit</c>, or null where the props file of Lws is not imported.</param>
/// <param name="memoryBudget">The text of <c>LwsMemoryBudget</c>, or null as above.</param>
internal sealed class ProjectProperties(string? fdLimit = null, string? memoryBudget = null) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(fdLimit, memoryBudget);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(string? fdLimit, string? memoryBudget) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key switch
            {
                "build_property.LwsFdLimit" => fdLimit,
                "build_property.LwsMemoryBudget" => memoryBudget,
                _ => null,
            };
            return value is not null;
        }
    }
}
