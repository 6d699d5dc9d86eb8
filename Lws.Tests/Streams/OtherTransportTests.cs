using System.IO.Pipes;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace Lws.Tests.Streams;

/// <summary>TLS, Unix domain sockets and named pipes under the same protocol.</summary>
public class OtherTransportTests
{
    private static readonly TimeSpan Patience = RunningContext.Patience;

    [Fact]
    public async Task A_wss_client_of_dotnet_talks_to_a_TLS_server()
    {
        using var running = new RunningContext();
        using X509Certificate2 certificate = MakeCertificate();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<AdoptResult> serving = ServeTlsAsync(listener, certificate, running.Context);

        using var client = new ClientWebSocket();
        client.Options.RemoteCertificateValidationCallback = (_, presented, _, _) =>
            presented!.GetCertHashString() == certificate.GetCertHashString();
        await client.ConnectAsync(new Uri($"wss://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/talk"), default).WaitAsync(Patience);
        byte[] message = RandomNumberGenerator.GetBytes(300_000);
        await client.SendAsync(message, WebSocketMessageType.Binary, true, default);
        Assert.Equal(message, await PipeTests.ReceiveBytesAsync(client));

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default).WaitAsync(Patience);
        Assert.Equal(AdoptResult.Adopted, await serving.WaitAsync(Patience));
        Assert.Equal([(CloseCode.Normal, true, true)], running.Context.Closed);
    }

    [Fact]
    public async Task An_Lws_client_talks_TLS_too()
    {
        using var server = new RunningContext();
        using var client = new RunningContext();
        using X509Certificate2 certificate = MakeCertificate();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<AdoptResult> serving = ServeTlsAsync(listener, certificate, server.Context);

        using var tcp = new TcpClient();
        await tcp.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var tls = new SslStream(
            tcp.GetStream(), false, (_, presented, _, _) => presented!.GetCertHashString() == certificate.GetCertHashString());
        await tls.AuthenticateAsClientAsync("localhost");
        Task<AdoptResult> connecting = LwsPipe.ConnectAsync<Talk>(client.Context, LwsPipe.Over(tls), new Uri("wss://localhost/talk"));
        await PipeTests.EventuallyAsync(client, context => context.Opened == 1);
        await client.AskAsync(context =>
        {
            Assert.True(context.TryFind(1 << 30, out SessionHandle handle));
            return handle.TrySend("/close 1000"u8, MessageKind.Text);
        });
        await Task.WhenAll(serving, connecting).WaitAsync(Patience);
        Assert.Equal([(CloseCode.Normal, true, true)], client.Context.Closed);
    }

    [Fact]
    public async Task A_Unix_domain_socket_carries_it()
    {
        using var running = new RunningContext();
        string path = Path.Combine(Path.GetTempPath(), $"lws-{Guid.NewGuid():N}");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        try
        {
            Task<AdoptResult> serving = Task.Run(async () =>
                await LwsPipe.RunAsync(running.Context, LwsPipe.Over(new NetworkStream(await listener.AcceptAsync(), ownsSocket: true))));
            await TalkAsync(handler);
            Assert.Equal(AdoptResult.Adopted, await serving.WaitAsync(Patience));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_named_pipe_carries_it()
    {
        using var running = new RunningContext();
        string name = $"lws-{Guid.NewGuid():N}";
        var server = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var stream = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
                await stream.ConnectAsync(cancellationToken);
                return stream;
            },
        };
        Task<AdoptResult> serving = Task.Run(async () =>
        {
            await server.WaitForConnectionAsync();
            return await LwsPipe.RunAsync(running.Context, LwsPipe.Over(server));
        });
        await TalkAsync(handler);
        Assert.Equal(AdoptResult.Adopted, await serving.WaitAsync(Patience));
    }

    private static async Task TalkAsync(HttpMessageHandler handler)
    {
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri("ws://localhost/talk"), invoker, default).WaitAsync(Patience);
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, default);
        Assert.Equal("hello", await PipeTests.ReceiveAsync(client));
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default).WaitAsync(Patience);
    }

    private static async Task<AdoptResult> ServeTlsAsync(TcpListener listener, X509Certificate2 certificate, LwsContext context)
    {
        TcpClient tcp = await listener.AcceptTcpClientAsync();
        var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsServerAsync(certificate, false, SslProtocols.None, false);
        return await LwsPipe.RunAsync(context, LwsPipe.Over(tls));
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
