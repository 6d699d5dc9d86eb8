using Lws.Bench.Peers;
using Xunit;

namespace Lws.Tests.Bench.Peers;

public class PeerCatalogueTests
{
    [Fact]
    public void Floor_is_listed_first() => Assert.Equal(PeerCatalogue.Floor, PeerCatalogue.Names.First());

    [Fact]
    public void Only_what_is_named_is_built()
    {
        List<string> progress = [];
        Peer peer = Assert.Single(PeerCatalogue.Create(["floor"], progress.Add));
        Assert.Equal("floor", peer.Name);
        Assert.Equal(["building floor"], progress);
    }

    [Fact]
    public void Peer_that_is_missing_says_so()
    {
        var peer = new Peer("bun", "bun is not installed (npm install)");
        Assert.False(peer.IsThere);
        Assert.Equal("bun is not installed (npm install)", peer.Missing);
    }
}
