using System.Text;

namespace Lws.Generators.Emission;

/// <summary>Writes lines of C#, indented by their depth in braces.</summary>
internal sealed class CodeWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>An empty line.</summary>
    public void Line() => _text.Append('\n');

    public void Line(string line) => _text.Append(' ', _depth * SpacesPerLevel).Append(line).Append('\n');

    /// <summary>A line that continues the one before.</summary>
    public void Continue(string line) => _text.Append(' ', (_depth + 1) * SpacesPerLevel).Append(line).Append('\n');

    /// <summary>A line, and the brace that opens its block.</summary>
    public void Open(string line)
    {
        Line(line);
        Open();
    }

    public void Open()
    {
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    public override string ToString() => _text.ToString();
}
