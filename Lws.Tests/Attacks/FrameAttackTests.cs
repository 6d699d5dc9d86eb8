using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Frames that break a rule of RFC 6455 5.2 or 5.5, and lawful ones that only look like an attack: rows 13 to 16, 18 and 34.</summary>
public class FrameAttackTests
{
    private const int ReservedBit1 = 0x40;

    [Theory]
    [InlineData("text", 0x81, 0x00)]
    [InlineData("binary of 64 bits", 0x82, 0x7F)]
    [InlineData("ping", 0x89, 0x00)]
    [InlineData("close", 0x88, 0x02)]
    public void Row_13_an_unmasked_frame_fails_with_1002_at_its_second_byte(string what, byte first, byte second)
    {
        _ = what;
        AttackServer.Withstands(server =>
        {
            using RawClient client = server.Open();
            client.Send([first]);
            server.BystanderEchoes();
            Assert.Equal(0, client.Socket.Available);
            client.Send([second]);
            Assert.Equal(1002, client.ReadClose());
        });
    }

    [Fact]
    public void Row_13_an_unmasked_frame_that_is_all_there_fails_with_1002() => AttackServer.Withstands(
        server => server.AssertFails(1002, "/", [0x81, 0x05, .. "hello"u8]));

    [Theory]
    [InlineData(0x41)]
    [InlineData(0x21)]
    [InlineData(0x11)]
    [InlineData(0x72)]
    [InlineData(0x48)]
    [InlineData(0x49)]
    [InlineData(0x4A)]
    [InlineData(0x29)]
    public void Row_14_a_reserved_bit_fails_with_1002(int reservedAndOpcode) => AttackServer.Withstands(
        server => server.AssertFails(1002, "/", RawClient.Frame(reservedAndOpcode, "payload"u8)));

    [Fact]
    public void Row_14_a_reserved_bit_on_a_continuation_fails_with_1002() => AttackServer.Withstands(
        server => server.AssertFails(1002, "/", RawClient.TextFrame("a", final: false), RawClient.Frame(ReservedBit1, "b"u8)));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public void Row_15_an_unknown_opcode_fails_with_1002(int opcode) => AttackServer.Withstands(server =>
    {
        using (RawClient client = server.Open())
        {
            client.Send([(byte)(0x80 | opcode)]);
            Assert.Equal(1002, client.ReadClose());
        }

        using RawClient second = server.Open();
        second.Send(RawClient.Frame(opcode, "payload"u8));
        Assert.Equal(1002, second.ReadClose());
    });

    [Theory]
    [InlineData(0x8)]
    [InlineData(0x9)]
    [InlineData(0xA)]
    public void Row_16_a_control_frame_of_126_bytes_fails_with_1002(int opcode) => AttackServer.Withstands(
        server => server.AssertFails(1002, "/", RawClient.Frame(opcode, new byte[126])));

    [Theory]
    [InlineData(0x8)]
    [InlineData(0x9)]
    [InlineData(0xA)]
    public void Row_16_a_fragmented_control_frame_fails_with_1002(int opcode) => AttackServer.Withstands(
        server => server.AssertFails(1002, "/", RawClient.Frame(opcode, [], final: false)));

    [Theory]
    [InlineData("5 in 16 bits", new byte[] { 0x82, 0xFE, 0, 5 })]
    [InlineData("125 in 16 bits", new byte[] { 0x82, 0xFE, 0, 125 })]
    [InlineData("0 in 64 bits", new byte[] { 0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("200 in 64 bits", new byte[] { 0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0, 200 })]
    [InlineData("65,535 in 64 bits", new byte[] { 0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF })]
    public void Row_18_a_length_that_is_not_in_its_shortest_form_fails_with_1002(string what, byte[] header)
    {
        _ = what;
        AttackServer.Withstands(server => server.AssertFails(1002, "/", header));
    }

    [Fact]
    public void Row_34_a_mask_of_zeros_is_a_mask() => AttackServer.Withstands(server =>
    {
        using RawClient client = server.Open();
        client.Send(RawClient.Frame(0x1, "plain to see"u8, mask: 0));
        Assert.Equal("plain to see", client.ReadText());
    });

    [Fact]
    public void Row_34_a_payload_masked_into_a_request_is_echoed_and_never_logged()
    {
        var logger = new RecordingLogger();
        AttackServer.Withstands(new LwsOptions { Logger = logger }, server =>
        {
            byte[] onTheWire = "GET /secret HTTP/1.1\r\nHost: victim\r\n\r\n"u8.ToArray();
            const uint Mask = 0x0102_0304;
            byte[] payload = RawClient.Frame(0x2, onTheWire, mask: Mask)[6..];
            using RawClient client = server.Open();
            client.Send(RawClient.Frame(0x2, payload, mask: Mask));
            Assert.Equal(payload, client.ReadFrame().Payload);
            client.Send([0xFF, .. onTheWire]);
            Assert.Equal(1002, client.ReadClose());
        });
        Assert.NotEmpty(logger.Entries);
        Assert.DoesNotContain(logger.Entries, entry => entry.Text.Contains("secret", StringComparison.Ordinal));
    }
}
