using Lws.Deflate;
using Xunit;

namespace Lws.Tests.Deflate;

public class ServerNegotiationTests
{
    private const string NoTakeover = "; server_no_context_takeover; client_no_context_takeover";

    private static readonly DeflateOptions Takeover = new() { ServerContextTakeover = true, ClientContextTakeover = true };

    private static readonly DeflateOptions SmallWindows =
        new() { ServerContextTakeover = true, ClientContextTakeover = true, ServerMaxWindowBits = 10, ClientMaxWindowBits = 11 };

    // RFC 7692 7.1.2, 7.1.3
    [Theory]
    [InlineData("permessage-deflate", "")]
    [InlineData("permessage-deflate; server_no_context_takeover", "; server_no_context_takeover")]
    [InlineData("permessage-deflate; client_no_context_takeover", "; client_no_context_takeover")]
    [InlineData("permessage-deflate; client_max_window_bits", "")]
    [InlineData("permessage-deflate; client_max_window_bits=15", "")]
    [InlineData("permessage-deflate; client_max_window_bits=10", "; client_max_window_bits=10")]
    [InlineData("permessage-deflate; client_max_window_bits=8", "; client_max_window_bits=8")]
    [InlineData("permessage-deflate; server_max_window_bits=15", "; server_max_window_bits=15")]
    [InlineData("permessage-deflate; server_max_window_bits=9", "; server_max_window_bits=9")]
    [InlineData("permessage-deflate; server_max_window_bits=\"10\"", "; server_max_window_bits=10")]
    [InlineData("permessage-deflate;server_max_window_bits = 10;client_max_window_bits", "; server_max_window_bits=10")]
    [InlineData("permessage-deflate\t;  server_no_context_takeover\t ", "; server_no_context_takeover")]
    [InlineData("permessage-deflate; client_max_window_bits; server_max_window_bits=10", "; server_max_window_bits=10")]
    [InlineData(
        "permessage-deflate; client_max_window_bits=12; server_max_window_bits=10; client_no_context_takeover; server_no_context_takeover",
        "; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10; client_max_window_bits=12")]
    public void A_valid_offer_is_accepted_with_what_it_asks_for(string offer, string accepted)
    {
        Assert.Equal("permessage-deflate" + accepted, Negotiated.Response(Takeover, offer));
    }

    // attacks.md 11
    [Theory]
    [InlineData("permessage-deflate; server_max_window_bits=7")]
    [InlineData("permessage-deflate; server_max_window_bits=99")]
    [InlineData("permessage-deflate; server_max_window_bits=08")]
    [InlineData("permessage-deflate; server_max_window_bits=16")]
    [InlineData("permessage-deflate; server_max_window_bits=010")]
    [InlineData("permessage-deflate; server_max_window_bits=+10")]
    [InlineData("permessage-deflate; server_max_window_bits=-10")]
    [InlineData("permessage-deflate; server_max_window_bits=1 0")]
    [InlineData("permessage-deflate; server_max_window_bits=10.0")]
    [InlineData("permessage-deflate; server_max_window_bits=0xA")]
    [InlineData("permessage-deflate; server_max_window_bits=99999999999999999999")]
    [InlineData("permessage-deflate; server_max_window_bits=")]
    [InlineData("permessage-deflate; server_max_window_bits=\"\"")]
    [InlineData("permessage-deflate; server_max_window_bits=\"10")]
    [InlineData("permessage-deflate; server_max_window_bits=10\"")]
    [InlineData("permessage-deflate; server_max_window_bits=\"10\"x")]
    [InlineData("permessage-deflate; server_max_window_bits=\"")]
    [InlineData("permessage-deflate; server_max_window_bits='10'")]
    [InlineData("permessage-deflate; server_max_window_bits")]
    [InlineData("permessage-deflate; server_max_window_bits=10; server_max_window_bits=10")]
    [InlineData("permessage-deflate; server_max_window_bits=10; server_max_window_bits=11")]
    [InlineData("permessage-deflate; client_max_window_bits=7")]
    [InlineData("permessage-deflate; client_max_window_bits=16")]
    [InlineData("permessage-deflate; client_max_window_bits=")]
    [InlineData("permessage-deflate; client_max_window_bits; client_max_window_bits=10")]
    [InlineData("permessage-deflate; client_max_window_bits; client_max_window_bits")]
    [InlineData("permessage-deflate; server_no_context_takeover=1")]
    [InlineData("permessage-deflate; server_no_context_takeover=")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    [InlineData("permessage-deflate; client_no_context_takeover; client_no_context_takeover")]
    [InlineData("permessage-deflate; client_no_context_takeover=true")]
    [InlineData("permessage-deflate; Server_No_Context_Takeover")]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("permessage-deflate; unknown=1")]
    [InlineData("permessage-deflate;")]
    [InlineData("permessage-deflate;;client_max_window_bits")]
    [InlineData("permessage-deflate; =10")]
    [InlineData("permessage-deflate server_no_context_takeover")]
    [InlineData("permessage-deflate=1")]
    [InlineData("permessage-deflate2")]
    [InlineData("x-webkit-deflate-frame")]
    [InlineData("\"permessage-deflate\"")]
    [InlineData("foo; bar=\"permessage-deflate, permessage-deflate\"")]
    [InlineData("foo; bar=\"\\\", permessage-deflate")]
    [InlineData(";")]
    [InlineData(",")]
    [InlineData("=")]
    [InlineData("\"")]
    [InlineData("\"\\")]
    [InlineData("")]
    public void An_offer_that_is_malformed_or_unknown_is_declined(string offer)
    {
        Assert.Null(Negotiated.Response(Takeover, offer));
    }

    [Theory]
    [InlineData("foo, permessage-deflate", "")]
    [InlineData("foo; bar=\"a,b;c\\\"d\", permessage-deflate; server_max_window_bits=11", "; server_max_window_bits=11")]
    [InlineData(", ,permessage-deflate,", "")]
    [InlineData("permessage-deflate; server_max_window_bits=7, permessage-deflate; server_max_window_bits=12", "; server_max_window_bits=12")]
    [InlineData("permessage-deflate; server_max_window_bits=8, permessage-deflate", "")]
    [InlineData("permessage-deflate; server_max_window_bits=10, permessage-deflate", "; server_max_window_bits=10")]
    [InlineData("permessage-deflate; client_max_window_bits; server_max_window_bits=8 , permessage-deflate; client_max_window_bits", "")]
    public void The_first_acceptable_offer_is_chosen(string offers, string accepted)
    {
        Assert.Equal("permessage-deflate" + accepted, Negotiated.Response(Takeover, offers));
    }

    [Fact]
    public void Offers_may_stand_in_several_header_lines()
    {
        string? response = Negotiated.Response(
            Takeover, "foo", "permessage-deflate; unknown", "permessage-deflate; server_max_window_bits=13", "permessage-deflate");

        Assert.Equal("permessage-deflate; server_max_window_bits=13", response);
    }

    [Fact]
    public void Without_an_offer_nothing_is_accepted()
    {
        Assert.False(Negotiated.ByServer(Takeover, out DeflateParameters parameters));
        Assert.False(parameters.IsAgreed);
    }

    // zlib cannot keep within 256 bytes: honoured or declined, never promised.
    [Fact]
    public void A_server_window_of_8_bits_is_declined() =>
        Assert.Null(Negotiated.Response(Takeover, "permessage-deflate; server_max_window_bits=8"));

    [Fact]
    public void By_default_neither_side_takes_over_its_context()
    {
        Assert.Equal("permessage-deflate" + NoTakeover, Negotiated.Response(new DeflateOptions(), "permessage-deflate; client_max_window_bits"));
    }

    [Theory]
    [InlineData("permessage-deflate", "", 10, 15)]
    [InlineData("permessage-deflate; client_max_window_bits", "; client_max_window_bits=11", 10, 11)]
    [InlineData("permessage-deflate; client_max_window_bits=9", "; client_max_window_bits=9", 10, 9)]
    [InlineData("permessage-deflate; client_max_window_bits=14", "; client_max_window_bits=11", 10, 11)]
    [InlineData("permessage-deflate; server_max_window_bits=9", "; server_max_window_bits=9", 9, 15)]
    [InlineData("permessage-deflate; server_max_window_bits=14", "; server_max_window_bits=10", 10, 15)]
    public void The_smaller_of_both_windows_is_agreed(string offer, string accepted, int serverBits, int clientBits)
    {
        Assert.True(Negotiated.ByServer(SmallWindows, out DeflateParameters parameters, offer));

        Assert.Equal("permessage-deflate" + accepted, Negotiated.Response(parameters));
        Assert.True(parameters.IsAgreed);
        Assert.Equal(serverBits, parameters.OutgoingWindowBits(isClient: false));
        Assert.Equal(clientBits, parameters.IncomingWindowBits(isClient: false));
        Assert.True(parameters.CanDeflate(isClient: false));
    }

    [Fact]
    public void The_longest_response_fits()
    {
        var parameters = new DeflateParameters(10, 10, serverTakesOver: false, clientTakesOver: false, isServerWindowAsked: true);

        Assert.Equal(ExtensionWriter.MaxLength, Negotiated.Response(parameters).Length);
    }

    [Fact]
    public void A_hundred_thousand_offers_are_read_in_one_pass()
    {
        string offers = string.Join(',', Enumerable.Repeat("permessage-deflate; x=\"\\\"\"", 100_000)) + ", permessage-deflate";

        Assert.Equal("permessage-deflate", Negotiated.Response(Takeover, offers));
    }
}
