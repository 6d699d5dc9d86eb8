using System.Collections;
using System.Reflection;
using Lws.Generators;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lws.Tests.Generators;

/// <summary>What an incremental pipeline must keep to, checked on the record of a run.</summary>
internal static class PipelineSteps
{
    private static readonly string[] Named =
    [
        TrackingNames.Protocols, TrackingNames.EmittableProtocols, TrackingNames.ProtocolTwins, TrackingNames.ProtocolFiles,
        TrackingNames.ProjectFdLimit,
        TrackingNames.Contexts, TrackingNames.EmittableContexts, TrackingNames.ContextTwins, TrackingNames.ContextFiles,
    ];

    /// <summary>Each of our steps, and each output, of a run after an unrelated change.</summary>
    public static void AssertNothingIsComputedAnew(GeneratorRunResult run)
    {
        foreach (IncrementalGeneratorRunStep step in StepsOf(run).Concat(run.TrackedOutputSteps.Values.SelectMany(steps => steps)))
        {
            Assert.All(step.Outputs, output => Assert.True(
                output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                $"Step {step.Name} is {output.Reason}."));
        }
    }

    /// <summary>No model may keep a compilation alive.</summary>
    public static void AssertModelsHoldNoCompilation(GeneratorRunResult run)
    {
        foreach (object model in StepsOf(run).SelectMany(step => step.Outputs).Select(output => output.Value).OfType<object>())
            AssertHoldsNoCompilation(model);
    }

    /// <summary>Walks all that the object reaches, by every field and element.</summary>
    public static void AssertHoldsNoCompilation(object root) =>
        Walk(root, new HashSet<object>(ReferenceEqualityComparer.Instance), root.GetType().Name);

    /// <summary>The outputs of one named step.</summary>
    public static object[] ModelsOf(GeneratorRunResult run, string step) =>
        run.TrackedSteps.TryGetValue(step, out var steps) ? steps.SelectMany(s => s.Outputs).Select(output => output.Value).ToArray() : [];

    private static IEnumerable<IncrementalGeneratorRunStep> StepsOf(GeneratorRunResult run) =>
        Named.Where(run.TrackedSteps.ContainsKey).SelectMany(name => run.TrackedSteps[name]);

    private static void Walk(object? node, HashSet<object> visited, string way)
    {
        if (node is null || !visited.Add(node))
            return;

        bool isOfCompilation = node is ISymbol or Compilation or SyntaxNode or SyntaxTree or Location or AttributeData;
        Assert.False(isOfCompilation, $"{way} holds a {node.GetType()}.");
        if (node is string || node.GetType().IsPrimitive || node.GetType().IsEnum)
            return;

        if (node is IEnumerable items)
        {
            foreach (object? item in items)
                Walk(item, visited, way + "[]");
        }

        foreach (FieldInfo field in node.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Walk(field.GetValue(node), visited, $"{way}.{field.Name}");
    }
}
