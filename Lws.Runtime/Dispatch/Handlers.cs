using System.Runtime.CompilerServices;
using System.Text;
using Lws.Connections;
using Lws.Loop;

namespace Lws.Dispatch;

/// <summary>The one door to the user's code. A handler that throws fails its own connection with 1011 and is logged.</summary>
/// <remarks>
/// Loop thread only. The same try in each method, since a span and a ref struct cannot be handed to a shared one without a delegate. Each
/// tells the watch what it calls, but for the two that messages come through (<see cref="Observability.LoopWatch"/>).
/// </remarks>
internal sealed class Handlers<TDispatch>(EventLoop loop, TDispatch dispatch)
    where TDispatch : struct, IDispatch
{
    private TDispatch _dispatch = dispatch;

    /// <summary>Has the protocol decide about an upgrade. One that throws refuses it: there is no session yet that could fail.</summary>
    public UpgradeResult OnUpgrade(ref Connection connection, UpgradeRequest request)
    {
        loop.Watch.Enter(in connection, nameof(OnUpgrade));
        try
        {
            UpgradeResult result = loop.Protocols[connection.Protocol].OnUpgrade(connection.SessionSlot, request);
            return result.IsDecision ? result : throw ThrowHelper.NoDecision();
        }
        catch (Exception exception)
        {
            string protocol = Encoding.ASCII.GetString(loop.Protocols[connection.Protocol].Name);
            Log.UpgradeThrew(loop.Context.Options.Logger, protocol, exception);
            loop.ResponseHeaders.Clear();
            return UpgradeResult.Refuse(500);
        }
        finally
        {
            loop.Watch.Exit();
        }
    }

    public void OnOpen(ref Connection connection)
    {
        loop.Watch.Enter(in connection, nameof(OnOpen));
        try
        {
            _dispatch.OnOpen(connection.Protocol, connection.SessionSlot, new Session(loop, ref connection));
        }
        catch (Exception exception)
        {
            Threw(ref connection, exception);
        }

        loop.Watch.Exit();
    }

    public void OnMessage(ref Connection connection, ReadOnlySpan<byte> payload, MessageKind kind)
    {
        try
        {
            _dispatch.OnMessage(connection.Protocol, connection.SessionSlot, new Session(loop, ref connection), payload, kind);
        }
        catch (Exception exception)
        {
            Threw(ref connection, exception);
        }
    }

    public void OnFragment(ref Connection connection, ReadOnlySpan<byte> payload, MessageKind kind, FragmentPosition position)
    {
        try
        {
            _dispatch.OnFragment(connection.Protocol, connection.SessionSlot, new Session(loop, ref connection), payload, kind, position);
        }
        catch (Exception exception)
        {
            Threw(ref connection, exception);
        }
    }

    public void OnWritable(ref Connection connection)
    {
        loop.Watch.Enter(in connection, nameof(OnWritable));
        try
        {
            _dispatch.OnWritable(connection.Protocol, connection.SessionSlot, new Session(loop, ref connection));
        }
        catch (Exception exception)
        {
            Threw(ref connection, exception);
        }

        loop.Watch.Exit();
    }

    public void OnDropped(ref Connection connection, int count)
    {
        loop.Watch.Enter(in connection, nameof(OnDropped));
        try
        {
            _dispatch.OnDropped(connection.Protocol, connection.SessionSlot, new Session(loop, ref connection), count);
        }
        catch (Exception exception)
        {
            Threw(ref connection, exception);
        }

        loop.Watch.Exit();
    }

    public void OnPing(ref Connection connection, ReadOnlySpan<byte> payload)
    {
        loop.Watch.Enter(in connection, nameof(OnPing));
        try
        {
            _dispatch.OnPing(connection.Protocol, connection.SessionSlot, new Session(loop, ref connection), payload);
        }
        catch (Exception exception)
        {
            Threw(ref connection, exception);
        }

        loop.Watch.Exit();
    }

    public void OnPong(ref Connection connection, ReadOnlySpan<byte> payload)
    {
        loop.Watch.Enter(in connection, nameof(OnPong));
        try
        {
            _dispatch.OnPong(connection.Protocol, connection.SessionSlot, new Session(loop, ref connection), payload);
        }
        catch (Exception exception)
        {
            Threw(ref connection, exception);
        }

        loop.Watch.Exit();
    }

    public void OnTimer(ref Connection connection)
    {
        loop.Watch.Enter(in connection, nameof(OnTimer));
        try
        {
            _dispatch.OnTimer(connection.Protocol, connection.SessionSlot, new Session(loop, ref connection));
        }
        catch (Exception exception)
        {
            Threw(ref connection, exception);
        }

        loop.Watch.Exit();
    }

    public void OnClosing(ref Connection connection, CloseCode code, ReadOnlySpan<byte> reason)
    {
        loop.Watch.Enter(in connection, nameof(OnClosing));
        try
        {
            _dispatch.OnClosing(connection.Protocol, connection.SessionSlot, new Session(loop, ref connection), code, reason);
        }
        catch (Exception exception)
        {
            Threw(ref connection, exception);
        }

        loop.Watch.Exit();
    }

    public void OnClosed(ref Connection connection, CloseStatus status)
    {
        loop.Watch.Enter(in connection, nameof(OnClosed));
        try
        {
            _dispatch.OnClosed(connection.Protocol, connection.SessionSlot, new Session(loop, ref connection), status);
        }
        catch (Exception exception)
        {
            Threw(ref connection, exception);
        }

        loop.Watch.Exit();
    }

    private void Threw(ref Connection connection, Exception exception, [CallerMemberName] string handler = "")
    {
        string protocol = Encoding.ASCII.GetString(loop.Protocols[connection.Protocol].Name);
        Log.HandlerThrew(loop.Context.Options.Logger, protocol, handler, exception);
        loop.CloseHandshake.Fail(ref connection, CloseCode.InternalError, byPeer: false);
    }
}
