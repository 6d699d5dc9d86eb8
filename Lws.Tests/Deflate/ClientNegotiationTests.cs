using Lws.Deflate;
using Xunit;

namespace Lws.Tests.Deflate;

public class ClientNegotiationTests
{
    private static readonly DeflateOptions Takeover = new() { ServerContextTakeover = true, ClientContextTakeover = true };

    private static readonly DeflateOptions SmallWindows =
        new() { ServerContextTakeover = true, ClientContextTakeover = true, ServerMaxWindowBits = 10, ClientMaxWindowBits = 11 };

    [Fact]
    public void The_offer_states_what_differs_from_the_extensions_own_defaults()
    {
        Assert.Equal("permessage-deflate; client_max_window_bits", Negotiated.Offer(Takeover));
        Assert.Equal("permessage-deflate; server_max_window_bits=10; client_max_window_bits=11", Negotiated.Offer(SmallWindows));
        Assert.Equal(
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover; client_max_window_bits",
            Negotiated.Offer(new DeflateOptions()));
    }

    [Theory]
    [InlineData("permessage-deflate", 15, 15, true, true)]
    [InlineData("permessage-deflate; server_no_context_takeover", 15, 15, false, true)]
    [InlineData("permessage-deflate; client_no_context_takeover", 15, 15, true, false)]
    [InlineData("permessage-deflate; server_max_window_bits=8", 8, 15, true, true)]
    [InlineData("permessage-deflate; client_max_window_bits=\"12\"", 15, 12, true, true)]
    [InlineData(", permessage-deflate; client_max_window_bits=15; server_max_window_bits=15 ,", 15, 15, true, true)]
    public void A_response_within_the_offer_is_confirmed(string response, int server, int client, bool serverTakesOver, bool clientTakesOver)
    {
        Assert.True(Negotiated.ByClient(Takeover, out DeflateParameters parameters, response));

        Assert.True(parameters.IsAgreed);
        Assert.Equal(server, parameters.IncomingWindowBits(isClient: true));
        Assert.Equal(client, parameters.OutgoingWindowBits(isClient: true));
        Assert.Equal(serverTakesOver, parameters.KeepsIncomingContext(isClient: true));
        Assert.Equal(clientTakesOver, parameters.KeepsOutgoingContext(isClient: true));
    }

    // RFC 7692 7.1, attacks.md 11 turned round
    [Theory]
    [InlineData("permessage-deflate; client_max_window_bits")]
    [InlineData("permessage-deflate; client_max_window_bits=7")]
    [InlineData("permessage-deflate; client_max_window_bits=16")]
    [InlineData("permessage-deflate; client_max_window_bits=08")]
    [InlineData("permessage-deflate; server_max_window_bits")]
    [InlineData("permessage-deflate; server_max_window_bits=7")]
    [InlineData("permessage-deflate; server_max_window_bits=1000")]
    [InlineData("permessage-deflate; server_no_context_takeover=1")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("permessage-deflate, permessage-deflate")]
    [InlineData("permessage-deflate, foo")]
    [InlineData("foo")]
    [InlineData("foo, permessage-deflate")]
    [InlineData("\"")]
    public void A_response_with_what_was_not_offered_fails_the_connection(string response)
    {
        Assert.False(Negotiated.ByClient(Takeover, out _, response));
    }

    [Theory]
    [InlineData("permessage-deflate; server_max_window_bits=10", true)]
    [InlineData("permessage-deflate; server_max_window_bits=9; client_max_window_bits=11", true)]
    [InlineData("permessage-deflate; server_max_window_bits=11", false)]
    [InlineData("permessage-deflate", false)]
    [InlineData("permessage-deflate; server_max_window_bits=10; client_max_window_bits=12", false)]
    public void A_window_that_was_asked_for_has_to_be_kept(string response, bool isConfirmed)
    {
        Assert.Equal(isConfirmed, Negotiated.ByClient(SmallWindows, out DeflateParameters parameters, response));
        Assert.Equal(isConfirmed, parameters.IsAgreed);
        Assert.Equal(isConfirmed ? 11 : 0, parameters.OutgoingWindowBits(isClient: true));
    }

    [Fact]
    public void A_server_that_was_asked_not_to_take_over_has_to_agree()
    {
        var options = new DeflateOptions { ClientContextTakeover = true };

        Assert.False(Negotiated.ByClient(options, out _, "permessage-deflate"));
        Assert.True(Negotiated.ByClient(options, out DeflateParameters parameters, "permessage-deflate; server_no_context_takeover"));
        Assert.False(parameters.KeepsIncomingContext(isClient: true));
    }

    [Fact]
    public void A_client_that_will_not_take_over_needs_no_leave()
    {
        var options = new DeflateOptions { ServerContextTakeover = true };

        Assert.True(Negotiated.ByClient(options, out DeflateParameters parameters, "permessage-deflate"));
        Assert.False(parameters.KeepsOutgoingContext(isClient: true));
    }

    [Fact]
    public void A_client_window_of_8_bits_leaves_only_uncompressed_messages()
    {
        Assert.True(Negotiated.ByClient(Takeover, out DeflateParameters parameters, "permessage-deflate; client_max_window_bits=8"));
        Assert.False(parameters.CanDeflate(isClient: true));
    }

    [Fact]
    public void The_extension_in_two_header_lines_fails_the_connection() =>
        Assert.False(Negotiated.ByClient(Takeover, out _, "permessage-deflate", "permessage-deflate"));

    [Fact]
    public void A_server_may_decline()
    {
        Assert.True(Negotiated.ByClient(Takeover, out DeflateParameters parameters));
        Assert.False(parameters.IsAgreed);
        Assert.False(parameters.CanDeflate(isClient: true));
    }

    [Fact]
    public void Without_an_offer_no_extension_is_confirmed()
    {
        Assert.True(Negotiated.ByClient(null, out _));
        Assert.False(Negotiated.ByClient(null, out _, "permessage-deflate"));
    }

    [Fact]
    public void Both_roles_agree_whatever_their_options_are()
    {
        DeflateOptions[] all =
        [
            .. from takeovers in Enumerable.Range(0, 4)
               from server in (int[])[9, 12, 15]
               from client in (int[])[9, 12, 15]
               select new DeflateOptions
               {
                   ServerContextTakeover = (takeovers & 1) != 0,
                   ClientContextTakeover = (takeovers & 2) != 0,
                   ServerMaxWindowBits = server,
                   ClientMaxWindowBits = client,
               },
        ];
        foreach (DeflateOptions client in all)
        {
            foreach (DeflateOptions server in all)
            {
                Assert.True(Negotiated.ByServer(server, out DeflateParameters accepted, Negotiated.Offer(client)));
                Assert.True(Negotiated.ByClient(client, out DeflateParameters confirmed, Negotiated.Response(accepted)));

                Assert.InRange(confirmed.ServerWindowBits, accepted.ServerWindowBits, client.ServerMaxWindowBits);
                Assert.Equal(
                    new DeflateParameters(
                        confirmed.ServerWindowBits,
                        accepted.ClientWindowBits,
                        accepted.ServerTakesOver,
                        accepted.ClientTakesOver,
                        accepted.IsServerWindowAsked),
                    confirmed);
            }
        }
    }
}
