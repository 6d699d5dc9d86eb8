using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CsCheck;
using Lws.Framing;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Framing;

public class Utf8ValidatorTests
{
    private static readonly byte[] AllBytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
    private static readonly byte[] TailBoundaries = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF];

    [Fact]
    public void The_state_is_four_bytes_at_most() => Assert.InRange(Unsafe.SizeOf<Utf8Validator>(), 1, 4);

    // attacks.md 25
    [Theory]
    [InlineData("C0", 0)]
    [InlineData("C1BF", 0)]
    [InlineData("E080", 1)]
    [InlineData("E09FBF", 1)]
    [InlineData("EDA080", 1)]
    [InlineData("EDBFBF", 1)]
    [InlineData("F08FBFBF", 1)]
    [InlineData("F4908080", 1)]
    [InlineData("F5", 0)]
    [InlineData("FF", 0)]
    [InlineData("80", 0)]
    [InlineData("C3A9BF", 2)]
    [InlineData("E28228", 2)]
    [InlineData("F09F98C0", 3)]
    [InlineData("4865CEBAE1BDB9CF83CEBCCEB5EDA080656469746564", 14)]
    public void Invalid_text_fails_at_its_first_bad_byte(string hex, int badByte)
    {
        byte[] text = Convert.FromHexString(hex);

        Assert.Equal((badByte, false), Utf8Oracle.Read(text));
        AssertAgreesWithOracle(text);
        foreach ((string name, Memory<byte>[] pieces) in Cuts.Of(text))
            Assert.False(AppendAll(pieces, out _), name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("κόσμε")]
    [InlineData("aé€😀z")]
    [InlineData("\u0000\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF")]
    [InlineData("\U00010000\U0010FFFF")]
    public void Valid_text_is_accepted_however_it_is_cut(string value)
    {
        byte[] text = Encoding.UTF8.GetBytes(value);

        AssertAgreesWithOracle(text);
        foreach ((string name, Memory<byte>[] pieces) in Cuts.Of(text))
        {
            Assert.True(AppendAll(pieces, out bool isComplete), name);
            Assert.True(isComplete, name);
        }
    }

    [Theory]
    [InlineData("C3")]
    [InlineData("E282")]
    [InlineData("EE")]
    [InlineData("F09F98")]
    [InlineData("61F48FBF")]
    public void Text_cut_at_its_end_is_possible_but_not_complete(string hex)
    {
        foreach ((string name, Memory<byte>[] pieces) in Cuts.Of(Convert.FromHexString(hex)))
        {
            Assert.True(AppendAll(pieces, out bool isComplete), name);
            Assert.False(isComplete, name);
        }
    }

    [Fact]
    public void All_sequences_of_one_and_two_bytes_agree_with_the_oracle()
    {
        foreach (byte first in AllBytes)
        {
            AssertAgreesWithOracle([first]);
            foreach (byte second in AllBytes)
                AssertAgreesWithOracle([first, second]);
        }
    }

    [Fact]
    public void The_boundaries_of_three_and_four_bytes_agree_with_the_oracle()
    {
        foreach (byte first in AllBytes.Where(value => value >= 0xDF))
            foreach (byte second in AllBytes)
                foreach (byte third in TailBoundaries)
                {
                    AssertAgreesWithOracle([first, second, third]);
                    if (first >= 0xEF && TailBoundaries.Contains(second))
                        foreach (byte fourth in TailBoundaries)
                            AssertAgreesWithOracle([first, second, third, fourth]);
                }
    }

    [Fact]
    public void Random_text_in_random_pieces_agrees_with_the_oracle()
    {
        byte[] interesting = [0x61, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC3, 0xE0, 0xE2, 0xED, 0xF0, 0xF1, 0xF4];
        Gen<byte[]> noise = Gen.OneOf(interesting).Array[1, 3];
        Gen<byte[]> codePoint = Gen.Int[0, 0x10FFFF].Where(Rune.IsValid)
            .Select(value => Encoding.UTF8.GetBytes(new Rune(value).ToString()));
        Gen<byte[]> text = Gen.Frequency((30, codePoint), (1, noise)).Array[0, 30]
            .Select(parts => parts.SelectMany(part => part).ToArray());

        Gen.Select(text, Gen.Int[1, 9].Array[1, 5]).Sample((bytes, lengths) =>
        {
            Memory<byte>[] pieces = Chop.Into(bytes, lengths);
            (int badByte, bool oracleIsComplete) = Utf8Oracle.Read(bytes);
            bool isValid = AppendAll(pieces, out bool isComplete);
            return isValid == badByte < 0 && (!isValid || isComplete == oracleIsComplete);
        }, iter: 5_000);
    }

    private static bool AppendAll(Memory<byte>[] pieces, out bool isComplete)
    {
        var validator = new Utf8Validator();
        bool isValid = pieces.All(piece => validator.Append(piece.Span));
        isComplete = validator.IsComplete;
        return isValid;
    }

    // Each prefix of the text, whole and in two pieces, must fail exactly when it holds the first bad byte.
    private static void AssertAgreesWithOracle(ReadOnlySpan<byte> text)
    {
        for (int length = 0; length <= text.Length; length++)
        {
            ReadOnlySpan<byte> prefix = text[..length];
            (int badByte, bool oracleIsComplete) = Utf8Oracle.Read(prefix);
            for (int split = 0; split <= length; split++)
            {
                var validator = new Utf8Validator();
                bool isValid = validator.Append(prefix[..split]) && validator.Append(prefix[split..]);
                if (isValid != badByte < 0 || (isValid && validator.IsComplete != oracleIsComplete))
                    Assert.Fail($"{Convert.ToHexString(prefix)} split at {split}.");
            }

            if (Utf8.IsValid(prefix) != (badByte < 0 && oracleIsComplete))
                Assert.Fail($"{Convert.ToHexString(prefix)}: the oracle and the framework differ.");
        }
    }
}
