using System.Net.Sockets;
using System.Text;
using Lws.Connections;
using Lws.Handshake;

namespace Lws;

/// <summary>Why a connect has come to nothing, as <c>OnConnectFailed</c> is told.</summary>
public readonly ref struct ConnectFailure
{
    private readonly ConnectAttempt _attempt;

    internal ConnectFailure(ConnectAttempt attempt, TimeSpan? retryIn)
    {
        _attempt = attempt;
        RetryIn = retryIn;
    }

    /// <summary>What went wrong.</summary>
    public ConnectError Error => _attempt.Error;

    /// <summary>The address that was to be reached.</summary>
    public Uri Uri => _attempt.Uri;

    /// <summary>The context; cast it to your own class.</summary>
    public LwsContext Context => _attempt.Context;

    /// <summary>How many attempts in a row have come to nothing, this one included.</summary>
    public int Attempts => _attempt.Failures;

    /// <summary>When the next attempt follows by itself; null if none does.</summary>
    public TimeSpan? RetryIn { get; }

    /// <summary>The answer of the TCP connect where <see cref="Error"/> is <see cref="ConnectError.Unreachable"/>, of the last
    /// address that was tried; else <see cref="SocketError.Success"/>.</summary>
    public SocketError SocketError => _attempt.SocketError;

    /// <summary>The HTTP status of the response, such as 401 or 503; 0 where none was received.</summary>
    public int Status => _attempt.Status;

    /// <summary>The response's head as it was received, to the empty line; empty where none was.</summary>
    public ReadOnlySpan<byte> ResponseHead => _attempt.ResponseHead;

    /// <summary>Makes this the last attempt, whatever <see cref="RetryIn"/> says.</summary>
    public void GiveUp() => _attempt.IsOver = true;

    /// <summary>A sentence for a log.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Uri}: {Error.Text}");
        if (Status != 0)
            text.Append(" Status ").Append(Status).Append('.');
        if (SocketError != SocketError.Success)
            text.Append(' ').Append(SocketError).Append('.');
        return text.ToString();
    }
}
