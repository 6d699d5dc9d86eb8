using System.Text;
using BenchmarkDotNet.Loggers;

namespace Lws.Bench.Micro;

/// <summary>Of all that BenchmarkDotNet logs, the errors: why a benchmark has no figure.</summary>
internal sealed class MicroErrors : ILogger
{
    private readonly StringBuilder _text = new();

    public string Id => nameof(MicroErrors);

    public int Priority => 0;

    public string Text => _text.ToString();

    public void Write(LogKind logKind, string text)
    {
        if (logKind == LogKind.Error)
            _text.Append(text);
    }

    public void WriteLine()
    {
    }

    public void WriteLine(LogKind logKind, string text)
    {
        if (logKind == LogKind.Error)
            _text.AppendLine(text);
    }

    public void Flush()
    {
    }
}
