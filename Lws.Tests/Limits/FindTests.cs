using System.Net;
using System.Net.Sockets;
using Lws.Tests.Client;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>Sessions found by descriptor and by handle, and no longer found.</summary>
public class FindTests
{
    [Fact]
    public void Accepted_connected_and_adopted_sessions_are_found_until_they_close()
    {
        using var server = new TestServer(new Of20());
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var context = new Of8();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);

        using RawClient accepted = context.Open(endPoint);
        SessionHandle ofAccepted = AssertLastIsFound(context);
        context.Connect(new Uri($"ws://{server.EndPoint}/"), state: new Tallied(0));
        context.RunUntil(() => context.Tally.Opened == 2, "the client's side opens");
        SessionHandle ofConnected = AssertLastIsFound(context);
        using RawClient adopted = TallyingLoop.Knock((IPEndPoint)listener.LocalEndpoint);
        using (Socket socket = listener.AcceptSocket())
            Assert.Equal(AdoptResult.Adopted, context.Adopt(socket.SafeHandle));
        context.Greet(adopted);
        SessionHandle ofAdopted = AssertLastIsFound(context);

        foreach (SessionHandle handle in (SessionHandle[])[ofAccepted, ofConnected, ofAdopted])
        {
            Assert.True(handle.TryGet(out Session session));
            int fd = session.Fd;
            int connections = context.Loop.ConnectionCount;
            session.Close();
            Assert.False(handle.TryGet(out _)); // it has begun to close
            if (handle == ofAccepted || handle == ofAdopted)
                AnswerClose(handle == ofAccepted ? accepted : adopted, context);
            context.RunUntil(() => context.Loop.ConnectionCount < connections, "it is closed");
            Assert.False(context.TryFind(fd, out _));
            Assert.False(handle.TryGet(out _));
        }

        Assert.Equal(3, context.Tally.Closed);
        Assert.Equal(0, context.Loop.ConnectionCount);
    }

    [Fact]
    public void A_connection_in_its_handshake_is_no_session()
    {
        using var context = new Of8();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        using var client = new RawClient(endPoint);
        context.RunUntil(() => context.Loop.ConnectionCount == 1, "it is accepted");

        Assert.False(context.TryFind(context.Loop.Connections[0].Fd, out SessionHandle handle));
        Assert.False(handle.TryGet(out _));
    }

    [Fact]
    public void A_handle_of_a_slot_and_descriptor_that_have_a_new_owner_finds_nothing()
    {
        using var context = new Of1();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        List<SessionHandle> former = [];
        for (int time = 0; time < 100; time++)
        {
            using RawClient client = context.Open(endPoint);
            SessionHandle present = AssertLastIsFound(context);
            Assert.DoesNotContain(present, former);
            Assert.All(former, handle => Assert.False(handle.TryGet(out _)));
            former.Add(present);
            context.Leave(client);
        }
    }

    [Fact]
    public void Descriptors_that_are_not_its_own_and_default_handles_find_nothing()
    {
        using var context = new Of8();
        context.Listen("127.0.0.1", 0);
        using var foreign = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        foreach (int fd in (int[])[-1, 0, 1, 2, int.MinValue, int.MaxValue, (int)foreign.Handle, context.PollFd])
            Assert.False(context.TryFind(fd, out _));
        Assert.False(default(SessionHandle).TryGet(out _));
    }

    private static SessionHandle AssertLastIsFound<T>(T context)
        where T : LwsContext, ITallying
    {
        Assert.True(context.TryFind(context.Tally.LastFd, out SessionHandle handle));
        Assert.Equal(context.Tally.Last, handle);
        Assert.True(handle.TryGet(out Session session));
        Assert.Equal(context.Tally.LastFd, session.Fd);
        return handle;
    }

    private static void AnswerClose(RawClient client, Of8 context)
    {
        int closed = context.Tally.Closed;
        client.Send(RawClient.CloseFrame(1000));
        context.RunUntil(() => context.Tally.Closed > closed, "the close handshake is done");
        client.Socket.Shutdown(SocketShutdown.Send);
    }
}
