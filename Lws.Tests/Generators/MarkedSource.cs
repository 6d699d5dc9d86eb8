namespace Lws.Tests.Generators;

/// <summary>A source in which <c>[|</c> and <c>|]</c> stand around the words that a diagnostic must point at.</summary>
internal sealed class MarkedSource
{
    private const string Begin = "[|";
    private const string End = "|]";

    public MarkedSource(string marked)
    {
        int begin = marked.IndexOf(Begin, StringComparison.Ordinal);
        int end = marked.IndexOf(End, StringComparison.Ordinal) - Begin.Length;
        Text = marked.Remove(begin, Begin.Length).Remove(end, End.Length);
        MarkedWords = begin..end;
    }

    /// <summary>The source without the marks.</summary>
    public string Text { get; }

    /// <summary>Where the marked words stand in <see cref="Text"/>.</summary>
    public Range MarkedWords { get; }
}
