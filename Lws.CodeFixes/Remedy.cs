using Microsoft.CodeAnalysis.Editing;

namespace Lws.CodeFixes;

/// <summary>One way to mend what a diagnostic points at.</summary>
/// <param name="Key">What ties together the same choice for many diagnostics: "fix all" applies one key everywhere.</param>
/// <param name="Title">What the editor offers.</param>
/// <param name="Apply">
/// Edits the document. Remedies of several diagnostics share an editor, so it changes nodes as they are by then, never as they were.
/// </param>
internal sealed record Remedy(string Key, string Title, Action<SyntaxEditor> Apply);
