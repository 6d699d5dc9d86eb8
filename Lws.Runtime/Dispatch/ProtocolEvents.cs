using System.ComponentModel;

namespace Lws.Dispatch;

/// <summary>Which handlers a protocol has written; the generator states it as a constant.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ProtocolEvents : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>void OnOpen(Session session)</c></summary>
    Open = 1 << 0,

    /// <summary><c>void OnMessage(Session session, ReadOnlySpan&lt;byte&gt; payload, MessageKind kind)</c></summary>
    Message = 1 << 1,

    /// <summary>
    /// <c>void OnFragment(Session session, ReadOnlySpan&lt;byte&gt; payload, MessageKind kind, FragmentPosition position)</c>
    /// </summary>
    Fragment = 1 << 2,

    /// <summary><c>void OnWritable(Session session)</c></summary>
    Writable = 1 << 3,

    /// <summary><c>void OnPing(Session session, ReadOnlySpan&lt;byte&gt; payload)</c></summary>
    Ping = 1 << 4,

    /// <summary><c>void OnPong(Session session, ReadOnlySpan&lt;byte&gt; payload)</c></summary>
    Pong = 1 << 5,

    /// <summary><c>void OnTimer(Session session)</c></summary>
    Timer = 1 << 6,

    /// <summary><c>void OnClosing(Session session, CloseCode code, ReadOnlySpan&lt;byte&gt; reason)</c></summary>
    Closing = 1 << 7,

    /// <summary><c>void OnClosed(Session session, CloseStatus status)</c></summary>
    Closed = 1 << 8,

    /// <summary><c>void OnConnectFailed(ConnectFailure failure)</c></summary>
    ConnectFailed = 1 << 9,

    /// <summary><c>UpgradeResult OnUpgrade(UpgradeRequest request)</c></summary>
    Upgrade = 1 << 10,

    /// <summary><c>void OnDropped(Session session, int count)</c></summary>
    Dropped = 1 << 11,
}
