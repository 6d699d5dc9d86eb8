using Lws.Handshake;
using Xunit;

namespace Lws.Tests.Handshake;

public class SubprotocolOfferTests
{
    [Fact]
    public void Names_are_compared_byte_for_byte()
    {
        SubprotocolOffer offer = Offers.Of("chat.v2,mqtt");

        Assert.True(offer.Contains("chat.v2"u8));
        Assert.True(offer.Contains("mqtt"u8));
        Assert.False(offer.Contains("MQTT"u8));
        Assert.False(offer.Contains("chat"u8));
        Assert.False(offer.Contains("chat.v2,mqtt"u8));
        Assert.False(offer.Contains(""u8));
    }

    [Fact]
    public void Names_of_every_line_are_contained()
    {
        SubprotocolOffer offer = Offers.Of("a", " b ,c", "d");

        foreach (string name in new[] { "a", "b", "c", "d" })
            Assert.True(offer.Contains(Requests.Bytes(name)));
    }

    [Fact]
    public void Offer_without_the_header_is_empty()
    {
        Assert.True(Offers.Of().IsEmpty);
        Assert.True(default(SubprotocolOffer).IsEmpty);
        Assert.False(default(SubprotocolOffer).Contains("a"u8));
        Assert.False(Offers.Of("a").IsEmpty);
    }

}
