namespace Lws.Bench.Reporting;

/// <summary>One bar of a plot in groups.</summary>
/// <param name="Group">What is written below the group.</param>
/// <param name="Server">Whose bar it is.</param>
/// <param name="Height">In units of the axis.</param>
/// <param name="Text">What is written above the bar.</param>
internal readonly record struct GroupedBar(string Group, string Server, double Height, string Text);
