using Lws.Handshake;
using Lws.Observability;
using Xunit;

namespace Lws.Tests.Observability;

public class TagsTests
{
    [Fact]
    public void Close_codes_of_the_protocol_have_a_tag_each_and_those_of_applications_one_a_thousand()
    {
        Assert.Equal("1000", Tags.Of(CloseCode.Normal).Value);
        Assert.Equal("1006", Tags.Of(CloseCode.Abnormal).Value);
        Assert.Equal("1015", Tags.Of((CloseCode)1015).Value);
        string[] all = [.. Enumerable.Range(0, 65_536).Select(code => (string)Tags.Of((CloseCode)code).Value!).Distinct()];
        Assert.Equal(19, all.Length);
        Assert.Equal(["3xxx", "4xxx", "other"], all.Where(code => code.Length != 4 || code.EndsWith('x')).Order());
    }

    [Fact]
    public void Error_types_are_the_names_in_snake_case()
    {
        Assert.Equal("missing_connection_upgrade", ErrorTypes.Of(HandshakeError.MissingConnectionUpgrade).Value);
        Assert.Equal("bad_accept_key", ErrorTypes.Of(ConnectError.BadAcceptKey).Value);
        Assert.Equal("full", ErrorTypes.Of(ConnectError.Full).Value);
        Assert.All(Enum.GetValues<HandshakeError>(), error => Assert.Matches("^[a-z]+(_[a-z]+)*$", (string)ErrorTypes.Of(error).Value!));
        Assert.All(Enum.GetValues<ConnectError>(), error => Assert.Matches("^[a-z]+(_[a-z]+)*$", (string)ErrorTypes.Of(error).Value!));
    }
}
