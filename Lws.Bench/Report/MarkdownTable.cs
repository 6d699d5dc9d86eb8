using System.Text;

namespace Lws.Bench.Report;

/// <summary>A table of a page: the first column is text, the others are figures.</summary>
internal sealed class MarkdownTable
{
    private readonly StringBuilder _text = new();

    public MarkdownTable(params IEnumerable<string> columns)
    {
        string[] names = [.. columns];
        Add(names);
        _text.Append("|---|").Insert(_text.Length, "--:|", names.Length - 1).Append('\n');
    }

    public MarkdownTable Add(params IEnumerable<string> cells)
    {
        _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        return this;
    }

    public override string ToString() => _text.ToString();
}
