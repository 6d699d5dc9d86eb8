using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Lws.Dispatch;
using Lws.Handshake;

namespace Lws.Connections;

/// <summary>
/// One call of <see cref="LwsContext.Connect{T}(Uri, ConnectOptions, T)"/>, through all its attempts: what to reach, how far it has
/// come, and why it failed.
/// </summary>
/// <remarks>Loop thread only, but for the resolution of the name, which hands it over.</remarks>
internal abstract class ConnectAttempt
{
    // As much as servers commonly take, and well within the loop's output buffer.
    private const int MaxRequestLength = 8_192;

    private readonly byte[] _host;
    private readonly byte[] _target;
    private readonly byte[] _subprotocol;
    private readonly byte[] _extraHeaders;
    private readonly byte[] _key = new byte[ClientKey.Length];
    private IPAddress[] _addresses = [];
    private int _nextAddress;

    protected ConnectAttempt(LwsContext context, Uri uri, ConnectOptions options, int protocol, ReadOnlySpan<byte> protocolName)
    {
        Context = context;
        Uri = uri;
        Options = options;
        Protocol = protocol;
        _host = ConnectText.HostHeader(uri);
        _target = Encoding.ASCII.GetBytes(uri.PathAndQuery);
        _subprotocol = options.Subprotocol is null ? protocolName.ToArray() : ConnectText.Subprotocol(options.Subprotocol);
        _extraHeaders = ConnectText.ExtraHeaders(options, OfferedDeflate);
        int length = ClientRequest.LengthFor(_host, _target, _subprotocol, _extraHeaders);
        if (length > MaxRequestLength)
            throw new ArgumentException($"The request would be {length} bytes long; give at most {MaxRequestLength} with path and headers.");
    }

    public LwsContext Context { get; }

    public Uri Uri { get; }

    public ConnectOptions Options { get; }

    /// <summary>What is offered about compression; null: nothing.</summary>
    public DeflateOptions? OfferedDeflate => Options.OffersDeflate ? Context.Options.Deflate : null;

    /// <summary>The protocol's index in the context.</summary>
    public int Protocol { get; }

    public ConnectError Error { get; private set; }

    public SocketError SocketError { get; private set; }

    public int Status { get; private set; }

    public byte[] ResponseHead { get; private set; } = [];

    /// <summary>Attempts in a row that came to nothing.</summary>
    public int Failures { get; private set; }

    /// <summary>The session was open.</summary>
    public bool HasOpened { get; private set; }

    /// <summary>There is another address to try.</summary>
    public bool HasAddresses => _nextAddress < _addresses.Length;

    /// <summary>The user has ended the session, or given up: nobody wants it back.</summary>
    public bool IsOver { get; set; }

    /// <summary>The session was ended because the server restarts, or has too much to do.</summary>
    public bool WasPutOff { get; set; }

    /// <summary>When to try again, in the loop's milliseconds.</summary>
    public uint RetryAt { get; set; }

    /// <summary>The name to resolve; null for an address.</summary>
    public string? NameToResolve => IPAddress.TryParse(Uri.IdnHost, out _) ? null : Uri.IdnHost;

    public ReadOnlySpan<byte> Key => _key;

    public ReadOnlySpan<byte> Subprotocol => _subprotocol;

    /// <summary>Forgets the last attempt.</summary>
    public void Restart()
    {
        Error = ConnectError.None;
        SocketError = SocketError.Success;
        Status = 0;
        ResponseHead = [];
        HasOpened = false;
        SetAddresses(IPAddress.TryParse(Uri.IdnHost, out IPAddress? address) ? [address] : []);
    }

    public void SetAddresses(IPAddress[] addresses)
    {
        _addresses = addresses;
        _nextAddress = 0;
    }

    /// <summary>The addresses in the resolver's order (RFC 6724), each once.</summary>
    public bool TryTakeAddress([NotNullWhen(true)] out IPEndPoint? endPoint)
    {
        if (!HasAddresses)
        {
            endPoint = null;
            return false;
        }

        // Of several addresses the last one tells what went wrong.
        Fail(ConnectError.None);
        endPoint = new IPEndPoint(_addresses[_nextAddress++], Uri.Port);
        return true;
    }

    /// <summary>Writes the request, with a key of its own (RFC 6455 4.1).</summary>
    public int WriteRequest(Span<byte> destination)
    {
        ClientKey.Write(_key);
        return ClientRequest.Write(destination, _host, _target, _key, _subprotocol, _extraHeaders);
    }

    public void Fail(ConnectError error, SocketError socketError = SocketError.Success)
    {
        Error = error;
        SocketError = socketError;
    }

    public void KeepStatus(int status) => Status = status;

    public void KeepResponse(ReadOnlySpan<byte> head) => ResponseHead = head.ToArray();

    public void Opened()
    {
        HasOpened = true;
        Failures = 0;
    }

    public void CountFailure() => Failures++;

    /// <summary>Takes a place in the protocol's slab, with the state that the caller gave.</summary>
    public abstract int RentSession(Slab slab);

    /// <summary>Calls <c>OnConnectFailed</c>.</summary>
    public abstract void TellFailure(TimeSpan? retryIn);
}
