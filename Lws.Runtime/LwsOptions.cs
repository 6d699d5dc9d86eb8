using Lws.Framing;
using Lws.Interop;
using Lws.Loop;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lws;

/// <summary>
/// Time-outs and sizes of a context, read once when it is made. Time-outs take more than 0 and at most 24 days, rounded up to
/// milliseconds; <see cref="Timeout.InfiniteTimeSpan"/> turns one off.
/// </summary>
public sealed class LwsOptions
{
    // Below this, clients that come at once could displace each other.
    private const int LeastDefaultHandshakes = 16;

    // Above the processors of any machine; the analyzer bounds the attribute by the same number.
    private const int MaxLoops = 1_024;

    // A name is encoded on the stack.
    private const int LongestTopic = 1_024;

    /// <summary>From accept to the end of the opening handshake, in total, however slowly it trickles in. Default 10 s.</summary>
    /// <remarks>libwebsockets: <c>timeout_secs_ah_idle</c>.</remarks>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one address of a host may take to accept a TCP connection. Default 20 s.</summary>
    /// <remarks>libwebsockets: <c>connect_timeout_secs</c>.</remarks>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a connection may stay open without a byte from the peer; then 1001. Default 120 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>After this much silence of the peer it is sent a ping. Default 40 s.</summary>
    /// <remarks>libwebsockets: <c>lws_retry_bo_t.secs_since_valid_ping</c>.</remarks>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How long the peer may stay silent after that ping; then the TCP connection is ended. Default 10 s.</summary>
    /// <remarks>libwebsockets: <c>secs_since_valid_hangup</c> less the ping's.</remarks>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first byte of a message to its last, whatever else arrives meanwhile; then 1008. Default 60 s.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long output may wait without the peer taking a byte of it, whether it is read from or not; then the TCP connection is ended.
    /// Default 60 s.
    /// </summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From our close frame, or our last byte, to the end of the TCP connection; then it is cut. Default 5 s.</summary>
    /// <remarks>libwebsockets: <c>PENDING_TIMEOUT_CLOSE_ACK</c>.</remarks>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long <see cref="LwsContext.Run"/> waits for its sessions to close when it stops. Default 5 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a session may stay open, whatever it does; then 1001, upon which clients connect again. So the clients of a deployment that
    /// balances load get to its new machines. Default: for ever.
    /// </summary>
    public TimeSpan MaxLifetime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// The part of <see cref="MaxLifetime"/> by which a session's may be shorter, at random, so that those who came together do not go
    /// together. Default 0.1: from 90 % of it to all of it. Range 0 to 1.
    /// </summary>
    public double LifetimeJitter { get; init; } = 0.1;

    /// <summary>
    /// For how long a handler may block its loop; then a warning names it, while it still does, and <c>lws.handler.slow</c> counts it.
    /// Nobody looks where there is no <see cref="Logger"/> and no listener. Default 100 ms.
    /// </summary>
    public TimeSpan SlowHandlerThreshold { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// What <see cref="LwsContext.Run"/> tells its sessions when it stops: <see cref="CloseCode.GoingAway"/>, the default; or
    /// <see cref="CloseCode.ServiceRestart"/>, which asks clients to come back after a random wait; or any other code that may be sent.
    /// </summary>
    public CloseCode DrainCode { get; init; } = CloseCode.GoingAway;

    /// <summary>
    /// How many sessions a second each loop closes when it stops, so that their clients do not all come back at once; more, where half of
    /// <see cref="DrainTimeout"/> would not do for all. The others are served meanwhile. Default 10,000. Range 1 up.
    /// </summary>
    public int MaxClosesPerSecond { get; init; } = 10_000;

    /// <summary>
    /// How many connections a second each loop accepts, after a tenth of that at once; others wait in the kernel's backlog, so that clients
    /// who all come at once leave time for those who are there. Default 10,000. Range 0 up; 0 is no limit.
    /// </summary>
    public int MaxAcceptsPerSecond { get; init; } = 10_000;

    /// <summary>The largest request head taken, in bytes: request line and headers; beyond it 431, or 414. Default 8,192.
    /// Range 512 to 65,536.</summary>
    /// <remarks>libwebsockets: <c>max_http_header_data</c>.</remarks>
    public int MaxRequestHeadLength { get; init; } = 8_192;

    /// <summary>The loop's receive buffer, in bytes: as much as one system call reads. Default 131,072. Range 4,096 to
    /// 16,777,216.</summary>
    /// <remarks>libwebsockets: <c>pt_serv_buf_size</c>.</remarks>
    public int ReceiveBufferSize { get; init; } = 131_072;

    /// <summary>
    /// How many bytes the kernel takes for a connection ahead of sending them, beside those that are on their way to the peer or wait there to be
    /// read. Default null: as the kernel is set, which is megabytes. Range 1,024 up.
    /// </summary>
    /// <remarks>
    /// What waits in the kernel can only get old. What waits in the session's queue is counted, is bounded, and is replaced by newer messages
    /// where <see cref="LwsProtocolAttribute.WhenQueueFull"/> says so: 16,384 suits short messages that replace each other. A long one can
    /// take more system calls. Linux: <c>TCP_NOTSENT_LOWAT</c>.
    /// </remarks>
    public int? MaxUnsentBytes { get; init; }

    /// <summary>How many connections the kernel keeps waiting for an accept. Default 4,096; the kernel caps it at
    /// <c>somaxconn</c>. Range 1 up.</summary>
    public int Backlog { get; init; } = 4_096;

    /// <summary>
    /// How many connections each loop holds at once, where that is to be less than <see cref="LwsContextAttribute.FdLimit"/>, such as
    /// by a setting of the deployment. Default: as many as that limit. Range 1 up.
    /// </summary>
    public int MaxConnections { get; init; } = int.MaxValue;

    /// <summary>
    /// How many loops the context has, each with a thread, a table and slabs of its own, where that is to differ from
    /// <see cref="LwsContextAttribute.Loops"/>, such as <see cref="Environment.ProcessorCount"/>. Default 0: as many as that says.
    /// Range 0 to 1,024.
    /// </summary>
    /// <remarks>libwebsockets: <c>count_threads</c>.</remarks>
    public int Loops { get; init; }

    /// <summary>
    /// How many bytes may wait in a loop's mailbox, in which other threads leave what they send
    /// (<see cref="SessionHandle.TrySend(ReadOnlySpan{byte}, MessageKind)"/>), publish and post (<see cref="LwsContext.Post(Action)"/>): 24
    /// bytes and the payload each, with the topic. A single message may be longer. Default 1,048,576. Range 1,024 up.
    /// </summary>
    public int MaxMailboxBytes { get; init; } = 1_048_576;

    /// <summary>
    /// How many connections of a loop may be half open at once: accepted, and their request head not complete. For each that comes beyond it, the
    /// one that has been half open for longest is closed, since whoever means it is done within a round trip. <c>OnUpgrade</c> may put
    /// off as many decisions again; beyond that its requests get 503. Range 1 up. Default: half of the connections that the
    /// loop, or its share of the process's limit of open files, may have, but at least 16.
    /// </summary>
    public int? MaxHandshakes { get; init; }

    /// <summary>
    /// How messages are compressed (permessage-deflate, RFC 7692), with each client that offers it and each server that accepts it.
    /// Default null: not at all; docs/compression.md tells when to turn it on.
    /// </summary>
    public DeflateOptions? Deflate { get; init; }

    /// <summary>The longest name of a topic, in bytes of UTF-8 (<see cref="Session.Subscribe(ReadOnlySpan{byte})"/>). Default 256. Range 1 to
    /// 1,024.</summary>
    public int MaxTopicLength { get; init; } = 256;

    /// <summary>How many topics a session may be subscribed to at once. Default 128. Range 1 up.</summary>
    public int MaxTopicsPerConnection { get; init; } = 128;

    /// <summary>How many topics may have subscribers at once on each loop. Default 100,000. Range 1 up.</summary>
    public int MaxTopics { get; init; } = 100_000;

    /// <summary>
    /// How much memory may be held for peers; contexts that are given the same object share it. Default
    /// <see cref="MemoryBudget.OfProcess"/>: a quarter of the memory that the process may use, for all its contexts together.
    /// </summary>
    public MemoryBudget MemoryBudget { get; init; } = MemoryBudget.OfProcess;

    /// <summary>Gets rare events: a handler that threw, a full table. Default: nothing is logged.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>
    /// The clock of all time-outs and timers: only its time stamps are read. With one that a test moves, call
    /// <see cref="LwsContext.WakeUp"/> or <see cref="LwsContext.RunOnce"/> after moving it; <see cref="Testing.LwsTestHost"/> does
    /// so by itself. Default: the system's.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Logger);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        _ = new TimeLimits(this); // checks each time-out
        Deflate?.Validate();
        ArgumentNullException.ThrowIfNull(MemoryBudget);
        CheckRange(MaxRequestHeadLength, 512, 65_536, nameof(MaxRequestHeadLength));
        CheckRange(ReceiveBufferSize, 4_096, 16_777_216, nameof(ReceiveBufferSize));
        CheckRange(MaxUnsentBytes ?? int.MaxValue, 1_024, int.MaxValue, nameof(MaxUnsentBytes));
        CheckRange(Backlog, 1, int.MaxValue, nameof(Backlog));
        CheckRange(MaxMailboxBytes, 1_024, int.MaxValue, nameof(MaxMailboxBytes));
        CheckRange(MaxTopicLength, 1, LongestTopic, nameof(MaxTopicLength));
        CheckRange(MaxTopicsPerConnection, 1, int.MaxValue, nameof(MaxTopicsPerConnection));
        CheckRange(MaxTopics, 1, int.MaxValue, nameof(MaxTopics));
        CheckRange(Loops, 0, MaxLoops, nameof(Loops));
        CheckRange(MaxConnections, 1, int.MaxValue, nameof(MaxConnections));
        CheckRange(MaxHandshakes ?? 1, 1, int.MaxValue, nameof(MaxHandshakes));
        if (LifetimeJitter is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(LifetimeJitter), LifetimeJitter, $"{nameof(LifetimeJitter)} takes from 0 to 1.");
        CheckRange(MaxClosesPerSecond, 1, int.MaxValue, nameof(MaxClosesPerSecond));
        CheckRange(MaxAcceptsPerSecond, 0, int.MaxValue, nameof(MaxAcceptsPerSecond));
        if (!ClosePayload.MaySend(DrainCode))
            throw new ArgumentOutOfRangeException(nameof(DrainCode), DrainCode, "This code may not be sent (RFC 6455 7.4).");
        if (ReceiveBufferSize <= MaxRequestHeadLength)
        {
            string message = $"{nameof(ReceiveBufferSize)} must be larger than {nameof(MaxRequestHeadLength)}.";
            throw new ArgumentOutOfRangeException(nameof(ReceiveBufferSize), ReceiveBufferSize, message);
        }
    }

    /// <summary>How many connections of each of so many loops, which hold this many each, may be half open.</summary>
    internal int HandshakeLimitFor(int connections, int loops)
    {
        long possible = Math.Min(connections, OpenFiles.Limit / loops);
        return MaxHandshakes ?? (int)Math.Min(connections, Math.Max(possible / 2, LeastDefaultHandshakes));
    }

    private static void CheckRange(int value, int min, int max, string option)
    {
        if (value < min || value > max)
            throw new ArgumentOutOfRangeException(option, value, $"{option} takes from {min:N0} to {max:N0}.");
    }
}
