using System.Net;
using System.Net.Sockets;
using System.Text;
using Lws.Bench.Attacks.Verdicts;
using Lws.Bench.Attacks.Wire;

namespace Lws.Bench.Attacks;

/// <summary>
/// The server, beside a well-behaved connection to it. Opens what the attacks are sent on, reads what the server makes of them, and says
/// whether others were harmed.
/// </summary>
internal sealed class ServerUnderAttack : IDisposable
{
    private readonly IPEndPoint _endPoint;
    private Bystander? _bystander;
    private bool _wasHarmed;

    /// <exception cref="SocketException">The server's name is not known.</exception>
    public ServerUnderAttack(AttackOptions options)
    {
        Options = options;
        Patience = new Patience(options.Answer);
        Request = new ClientRequest(options.Url.Authority, options.Url.PathAndQuery);
        if (options.Origin is { } origin)
            Request = Request with { Others = $"Origin: {origin}\r\n" };
        _endPoint = FindEndPoint(options.Url);
    }

    public AttackOptions Options { get; }

    public Patience Patience { get; }

    /// <summary>A request that the server accepts.</summary>
    public ClientRequest Request { get; }

    /// <summary>The server accepts an offer of permessage-deflate.</summary>
    public bool HasDeflate { get; private set; }

    /// <exception cref="SocketException">Nobody is there.</exception>
    public static IPEndPoint FindEndPoint(Uri url)
    {
        IPAddress[] addresses = Dns.GetHostAddresses(url.DnsSafeHost);
        IPAddress address = Array.Find(addresses, one => one.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        return new IPEndPoint(address, url.Port);
    }

    /// <summary>Opens the bystander's connection and asks for permessage-deflate.</summary>
    /// <exception cref="SocketException">The server accepts no connection.</exception>
    /// <exception cref="InvalidDataException">It is no WebSocket echo server.</exception>
    public void Meet()
    {
        _bystander = new Bystander(Open());
        if (!_bystander.Echoes())
            throw new InvalidDataException("the server does not echo");
        ClientRequest offer = Request with { Others = Request.Others + $"Sec-WebSocket-Extensions: {Deflated.Offer}\r\n" };
        using RawConnection connection = Connect();
        connection.Send(offer.ToBytes());
        HasDeflate = connection.ReadHead()?.Header("Sec-WebSocket-Extensions")?.Contains("permessage-deflate", StringComparison.Ordinal) ?? false;
    }

    /// <inheritdoc cref="RawConnection.Connect"/>
    public RawConnection Connect(int receiveBuffer = 0) => RawConnection.Connect(_endPoint, Patience, receiveBuffer);

    /// <summary>Connects and completes the opening handshake.</summary>
    /// <exception cref="InvalidDataException">The server has refused a lawful request.</exception>
    public RawConnection Open(int receiveBuffer = 0, bool deflate = false)
    {
        RawConnection connection = Connect(receiveBuffer);
        connection.Send((deflate ? Request with { Others = Request.Others + $"Sec-WebSocket-Extensions: {Deflated.Offer}\r\n" } : Request).ToBytes());
        ResponseHead? head = connection.ReadHead();
        if (head is { Status: ResponseHead.SwitchingProtocols } accepted && accepted.Header("Sec-WebSocket-Accept") == ClientRequest.Accept)
            return connection;
        connection.Dispose();
        throw new InvalidDataException($"a lawful upgrade got {head?.Text.Split('\r')[0] ?? "no answer"}");
    }

    /// <summary>Sends something in place of a lawful request, and reads the refusal.</summary>
    public Answer Ask(ReadOnlySpan<byte> request)
    {
        using RawConnection connection = Connect();
        connection.Send(request);
        return ReadRefusal(connection);
    }

    /// <inheritdoc cref="Ask(ReadOnlySpan{byte})"/>
    public Answer Ask(string request) => Ask(Encoding.Latin1.GetBytes(request));

    /// <summary>The HTTP status that is the answer to a request, and whether the connection ends then.</summary>
    public static Answer ReadRefusal(RawConnection connection)
    {
        if (connection.ReadHead() is not { } head)
            return Exchanges.Nothing(connection);
        bool isOpen = head.Status == ResponseHead.SwitchingProtocols;
        return head.Status == 0 ? Answer.Wrong("no HTTP") : Answer.Status(head.Status, !isOpen && connection.ReadToEnd());
    }

    /// <summary>Sends a request that is lawful though it may not look so; expects a session that echoes, and no header of this name.</summary>
    public Answer OpensWith(ClientRequest request, string? without = null)
    {
        using RawConnection connection = Connect();
        connection.Send(request.ToBytes());
        if (connection.ReadHead() is not { } head)
            return Exchanges.Nothing(connection);
        if (head.Status != ResponseHead.SwitchingProtocols)
            return Answer.Status(head.Status, hasEnded: false);
        if (without is not null && head.Header(without) is { } value)
            return Answer.Wrong($"selected \"{value}\"");
        return Exchanges.Echo(connection, "opened");
    }

    /// <summary>Opens a session, sends these pieces each by itself, and reads what the server makes of them.</summary>
    public Answer Send(params byte[][] pieces)
    {
        using RawConnection connection = Open();
        return Exchanges.Send(connection, pieces);
    }

    /// <inheritdoc cref="Send"/>
    /// <remarks>With permessage-deflate; <see cref="HasDeflate"/>.</remarks>
    public Answer SendDeflated(params byte[][] pieces)
    {
        using RawConnection connection = Open(deflate: true);
        return Exchanges.Send(connection, pieces);
    }

    /// <summary>
    /// Sends something many times, without reading, until the server ends the connection or takes nothing more, or says something where
    /// that is asked for; looks after the bystander meanwhile.
    /// </summary>
    /// <returns>How it ended, and how many times it was sent whole.</returns>
    public (SendEnd End, int Count) Flood(RawConnection connection, byte[] piece, int times, bool untilAnswered)
    {
        int echoEvery = Math.Max(1, (1 << 20) / piece.Length);
        int count = 0;
        for (; count < times && !Patience.IsOver; count++)
        {
            if (untilAnswered && connection.HasAnswered(TimeSpan.Zero))
                return (SendEnd.Answered, count);
            SendEnd end = connection.Send(piece);
            if (end != SendEnd.Sent)
                return (end, count);
            if (count % echoEvery == 0)
                LookAfterBystander();
        }

        return (SendEnd.Sent, count);
    }

    /// <summary>
    /// Waits for an answer as long as one of the server's own time-outs may take. After each interval it keeps on with the attack and looks
    /// after the bystander.
    /// </summary>
    public bool WaitForAnswer(RawConnection connection, TimeSpan limit, TimeSpan interval, Action keepOn)
    {
        DateTime end = DateTime.UtcNow + limit;
        while (!connection.HasAnswered(interval))
        {
            if (DateTime.UtcNow >= end || Patience.IsOver)
                return false;
            keepOn();
            LookAfterBystander();
        }

        return true;
    }

    /// <summary>The descriptors that the server's process has open; 0 where they cannot be seen.</summary>
    public int CountDescriptors() => Options.ProcessId is { } id ? ServerProcess.CountDescriptors(id) : 0;

    /// <summary>Waits until the server has no more descriptors open than before.</summary>
    public Answer WaitForDescriptors(int before)
    {
        DateTime end = DateTime.UtcNow + Options.Answer;
        while (CountDescriptors() > before)
        {
            if (DateTime.UtcNow >= end)
                return Answer.Wrong($"{CountDescriptors() - before} descriptors left open");
            Thread.Sleep(1);
        }

        return Answer.Right(before > 0 ? "nothing left open" : "served on");
    }

    /// <summary>Notes whether the bystander is still served.</summary>
    public void LookAfterBystander() => _wasHarmed |= _bystander?.Echoes() == false;

    /// <summary>What an attack has done to others: to the bystander, or to who connects next; null for nothing.</summary>
    public string? FindHarm()
    {
        LookAfterBystander();
        string? harm = _wasHarmed ? "another connection was no longer served" : null;
        try
        {
            if (_wasHarmed)
            {
                _bystander?.Dispose();
                _bystander = new Bystander(Open());
                _wasHarmed = false;
            }

            using var next = new Bystander(Open());
            return next.Echoes() ? harm : "a new connection was not served";
        }
        catch (Exception exception) when (exception is SocketException or InvalidDataException)
        {
            return "a new connection was not accepted";
        }
    }

    public void Dispose() => _bystander?.Dispose();
}
