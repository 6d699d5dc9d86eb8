using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Lws.Generators.Emission;

/// <summary>Values as C# source text.</summary>
internal static class Literals
{
    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = "_" };

    /// <summary>A number such as <c>65_536</c>.</summary>
    public static string Number(long value) => value.ToString("N0", Grouped);

    /// <summary>A UTF-8 literal such as <c>"echo"u8</c>.</summary>
    public static string Utf8(string text) => SymbolDisplay.FormatLiteral(text, quote: true) + "u8";
}
