using Lws.Tests.Loop;
using Xunit;

namespace Lws.Tests.Sending;

/// <summary>Misuse of a session, inside a handler of it.</summary>
internal static class Mistakes
{
    /// <summary>Expects that this throws, and says what to do.</summary>
    public static void AssertMistake(this Session session, Behaviour.SessionHandler mistake, string advice)
    {
        string message = "";
        try
        {
            mistake(session);
        }
        catch (InvalidOperationException exception)
        {
            message = exception.Message;
        }

        Assert.Contains(advice, message, StringComparison.Ordinal);
    }
}
