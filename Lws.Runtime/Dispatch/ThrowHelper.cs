using System.Diagnostics.CodeAnalysis;
using Lws.Loop;

namespace Lws.Dispatch;

/// <summary>Misuse of a session, told to the user with what to do; apart, so that the methods that check stay small.</summary>
internal static class ThrowHelper
{
    [DoesNotReturn]
    public static void PayloadTooLong(long length) =>
        throw new ArgumentException($"{length:N0} is too long for one message; send it as several.");

    [DoesNotReturn]
    public static void MessageUnfinished() =>
        throw new InvalidOperationException("A message in parts is not finished; call EndMessage before another message begins (RFC 6455 5.4).");

    [DoesNotReturn]
    public static void NoMessageBegun() =>
        throw new InvalidOperationException("There is no message that this could be a part of; call BeginMessage first.");

    [DoesNotReturn]
    public static void WriterOpen() => throw new InvalidOperationException(
        "A MessageWriter is open, of this handler or an earlier one; send its message or dispose it before anything else is sent.");

    [DoesNotReturn]
    public static void WriterNotOpen() => throw new InvalidOperationException(
        "The message of this MessageWriter was sent or discarded, at the latest when its handler returned; get a new one by Session.Write.");

    [DoesNotReturn]
    public static void PingTooLong(int length) =>
        throw new ArgumentException($"A ping carries at most 125 bytes (RFC 6455 5.5), not {length}.");

    [DoesNotReturn]
    public static void CloseCodeNotSendable(CloseCode code) =>
        throw new ArgumentException(
            $"Close code {(int)code} may not be sent (RFC 6455 7.4); use 1000 to 1003, 1007 to 1014, 3000 to 4999 or CloseCode.None.");

    [DoesNotReturn]
    public static void CloseReasonNotSendable(int length) =>
        throw new ArgumentException(
            $"A close reason is at most 123 bytes of UTF-8 and goes with a code (RFC 6455 5.5.1); this one has {length} bytes.");

    [DoesNotReturn]
    public static void TimerOutOfRange(TimeSpan dueTime) =>
        throw new ArgumentOutOfRangeException(
            nameof(dueTime), dueTime, $"A timer takes from 0 to {TimeLimits.Longest.Days} days.");

    public static ArgumentOutOfRangeException NoRefusal(int status) =>
        new(nameof(status), status, "A refusal has a status from 400 to 599; UpgradeResult.Accept lets a client in.");

    public static InvalidOperationException NoDecision() =>
        new("OnUpgrade returned no decision; return UpgradeResult.Accept, UpgradeResult.Refuse(status) or request.Defer(out ticket).");

    public static InvalidOperationException Runs() =>
        new("The context is running, on this thread or another; call this from outside its handlers when it does not run.");

    public static InvalidOperationException RunsElsewhere() =>
        new("The context is running on another thread; call this from a handler, or before it runs.");

    public static InvalidOperationException OtherLoop() =>
        new("The session's loop runs on another thread; use TrySend, TryClose or TryPost, which any thread may call.");

    public static InvalidOperationException SeveralLoops(int count) =>
        new($"The context has {count} loops, which need a thread each: call Run, or have one loop to run it step by step (Loops = 1).");

    public static InvalidOperationException OtherProtocol(Type type) =>
        new($"The session is not one of {type.Name}; take sessions from Sessions<{type.Name}>().");

    public static InvalidOperationException NotServed(Type type) =>
        new($"The context does not know {type.Name}; add [Serve<{type.Name}>] or [Connect<{type.Name}>] to it.");
}
