using System.Diagnostics;
using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class ConnectErrorsTests
{
    [Fact]
    public void Every_error_has_a_sentence_of_its_own()
    {
        string[] texts = [.. Enum.GetValues<ConnectError>().Select(error => error.Text)];

        Assert.All(texts, text => Assert.Matches(@"^[A-Z][ -~]+\.$", text));
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }

    [Fact]
    public void An_error_without_a_row_is_a_fault_of_ours() =>
        Assert.Throws<UnreachableException>(() => ((ConnectError)255).Text);
}
