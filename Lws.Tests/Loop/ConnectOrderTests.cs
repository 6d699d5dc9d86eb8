using System.Net;
using System.Text;
using Lws.Connections;
using Lws.Handshake;
using Lws.Interop;
using Xunit;

namespace Lws.Tests.Loop;

/// <summary>A client with several addresses: each attempt is told for itself.</summary>
public class ConnectOrderTests
{
    [Fact]
    public void A_connection_lost_before_the_response_is_told_as_lost_whatever_earlier_addresses_did()
    {
        using LoopHarness harness = LoopHarness.Listening();
        ConnectAttempt<Scripted> attempt = Begin(harness);
        harness.Script.Arrive(8);
        harness.Batch();

        Assert.Equal(ConnectError.ConnectionLost, attempt.Error);
        Assert.Equal(2, harness.Script.Connected.Count);
    }

    [Fact]
    public void A_session_that_its_handler_ends_is_not_followed_by_the_next_address()
    {
        using LoopHarness harness = LoopHarness.Listening();
        harness.Behaviour.OnOpen = session => session.Abort();
        ConnectAttempt<Scripted> attempt = Begin(harness);
        string request = Encoding.ASCII.GetString(harness.Script.TakeSent(8));
        string key = request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
        var accept = new byte[28];
        AcceptKey.Write(Encoding.ASCII.GetBytes(key), accept);
        harness.Script.Arrive(8, Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Encoding.ASCII.GetString(accept)}\r\n\r\n"));
        harness.Batch();

        Assert.Single(harness.Behaviour.Closed);
        Assert.Equal(2, harness.Script.Connected.Count);
    }

    private static ConnectAttempt<Scripted> Begin(LoopHarness harness)
    {
        harness.Script.ToConnect.Enqueue(7);
        harness.Script.ToConnect.Enqueue(8);
        var attempt = new ConnectAttempt<Scripted>(harness, new Uri("ws://127.0.0.1/"), new ConnectOptions(), 0, default);
        harness.Loop.Connect(attempt);
        attempt.SetAddresses([IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3")]);
        harness.Script.ConnectErrors[7] = Errno.ECONNREFUSED;
        harness.Script.Events.Add(new EpollEvent(EpollReadiness.Send, harness.Script.Watches[7].Data));
        harness.Batch();
        harness.Script.Events.Add(new EpollEvent(EpollReadiness.Send, harness.Script.Watches[8].Data));
        harness.Batch();
        Assert.Equal(2, harness.Script.Connected.Count);
        return attempt;
    }
}
