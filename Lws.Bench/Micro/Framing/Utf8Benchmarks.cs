using System.Text.Unicode;
using BenchmarkDotNet.Attributes;
using Lws.Framing;

namespace Lws.Bench.Micro.Framing;

/// <summary>The validator of texts that come in pieces, beside the framework's for whole ones, which it is built on.</summary>
public class Utf8Benchmarks
{
    // In the middle of the text and, where it is a mixed one, in the middle of a character: the fourth of 10 bytes is inside the €.
    private const int Period = 10;
    private const int InsideCharacter = 4;

    private byte[] _text = [];
    private int _cut;

    [Params(20, 1_024, 65_536)]
    public int Length { get; set; }

    [Params(TextKind.Ascii, TextKind.Mixed)]
    public TextKind Text { get; set; }

    [GlobalSetup]
    public void Make()
    {
        _text = Text == TextKind.Ascii ? Payloads.AsciiText(Length) : Payloads.MixedText(Length);
        _cut = (Length / 2 / Period * Period) + InsideCharacter;
    }

    [Benchmark]
    public bool Whole()
    {
        Utf8Validator validator = default;
        return validator.Append(_text) && validator.IsComplete;
    }

    [Benchmark]
    public bool InTwoPieces()
    {
        Utf8Validator validator = default;
        return validator.Append(_text.AsSpan(0, _cut)) && validator.Append(_text.AsSpan(_cut)) && validator.IsComplete;
    }

    /// <summary>What the receiver of a whole message asks instead.</summary>
    [Benchmark]
    public bool IsValidAlone() => Utf8.IsValid(_text);
}
