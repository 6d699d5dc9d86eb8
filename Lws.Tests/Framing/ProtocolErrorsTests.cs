using Lws.Framing;
using Xunit;

namespace Lws.Tests.Framing;

public class ProtocolErrorsTests
{
    [Fact]
    public void Every_error_but_None_fails_the_connection_with_a_code_that_may_be_sent()
    {
        foreach (ProtocolError error in Enum.GetValues<ProtocolError>())
        {
            CloseCode expected = error switch
            {
                ProtocolError.None => CloseCode.None,
                ProtocolError.MessageTooBig => CloseCode.MessageTooBig,
                ProtocolError.TooManyFragments => CloseCode.PolicyViolation,
                ProtocolError.TooManyMessages or ProtocolError.TooManyBytes => CloseCode.PolicyViolation,
                ProtocolError.TooManyControlFrames => CloseCode.PolicyViolation,
                ProtocolError.InvalidUtf8 or ProtocolError.InvalidDeflate or ProtocolError.InvalidCloseReason => CloseCode.InvalidPayload,
                _ => CloseCode.ProtocolError,
            };
            Assert.Equal(expected, error.CloseCode);
            Assert.True(ClosePayload.MaySend(error.CloseCode));
        }
    }

    [Fact]
    public void Every_error_has_a_text_of_its_own()
    {
        string[] texts = Enum.GetValues<ProtocolError>().Select(error => error.Text).ToArray();

        Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }

    [Fact]
    public void An_error_without_a_row_is_a_fault_of_ours() =>
        Assert.Throws<System.Diagnostics.UnreachableException>(() => ((ProtocolError)255).CloseCode);
}
