using Microsoft.CodeAnalysis;

namespace Lws.Generators.Diagnostics.Usage;

/// <summary>The members that make a thread wait: for a task, a lock's condition, a disk, a network, a database or a person.</summary>
internal static class BlockingCalls
{
    // By the type that declares them; a type that derives from it, and hides them, counts too.
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["System.Threading.Tasks.Task"] = ["Wait", "WaitAll", "WaitAny", "Result"],
        ["System.Threading.Tasks.ValueTask"] = ["Result"],
        ["System.Runtime.CompilerServices.TaskAwaiter"] = ["GetResult"],
        ["System.Runtime.CompilerServices.ValueTaskAwaiter"] = ["GetResult"],
        ["System.Runtime.CompilerServices.ConfiguredTaskAwaitable.ConfiguredTaskAwaiter"] = ["GetResult"],
        ["System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter"] = ["GetResult"],
        ["System.Threading.Thread"] = ["Sleep", "Join"],
        ["System.Threading.SpinWait"] = ["SpinUntil"],
        ["System.Threading.Monitor"] = ["Wait"],
        ["System.Threading.WaitHandle"] = ["WaitOne", "WaitAll", "WaitAny", "SignalAndWait"],
        ["System.Threading.SemaphoreSlim"] = ["Wait"],
        ["System.Threading.ManualResetEventSlim"] = ["Wait"],
        ["System.Threading.CountdownEvent"] = ["Wait"],
        ["System.Threading.Barrier"] = ["SignalAndWait"],
        ["System.Collections.Concurrent.BlockingCollection"] = ["Take", "GetConsumingEnumerable"],
        ["System.Console"] = ["Read", "ReadKey", "ReadLine"],
        ["System.Diagnostics.Process"] = ["WaitForExit", "WaitForInputIdle"],
        ["System.IO.File"] =
        [
            "AppendAllBytes", "AppendAllLines", "AppendAllText", "AppendText", "Copy", "Create", "CreateText", "Move", "Open", "OpenRead",
            "OpenText", "OpenWrite", "ReadAllBytes", "ReadAllLines", "ReadAllText", "ReadLines", "Replace", "WriteAllBytes",
            "WriteAllLines", "WriteAllText",
        ],
        ["System.IO.FileStream"] = ["CopyTo", "Flush", "Read", "ReadByte", "Write", "WriteByte"],
        ["System.IO.RandomAccess"] = ["Read", "Write", "FlushToDisk"],
        ["System.Net.Sockets.NetworkStream"] = ["CopyTo", "Read", "ReadByte", "Write", "WriteByte"],
        ["System.Net.Security.SslStream"] = ["AuthenticateAsClient", "AuthenticateAsServer", "CopyTo", "Read", "Write"],
        ["System.Net.Sockets.Socket"] = ["Accept", "Connect", "Receive", "ReceiveFrom", "Select", "Send", "SendFile", "SendTo"],
        ["System.Net.Sockets.TcpClient"] = ["Connect"],
        ["System.Net.Dns"] = ["GetHostAddresses", "GetHostEntry"],
        ["System.Net.NetworkInformation.Ping"] = ["Send"],
        ["System.Net.Http.HttpMessageInvoker"] = ["Send"],
        ["System.Net.WebRequest"] = ["GetRequestStream", "GetResponse"],
        ["System.Data.Common.DbConnection"] = ["BeginTransaction", "Open"],
        ["System.Data.Common.DbCommand"] = ["ExecuteNonQuery", "ExecuteReader", "ExecuteScalar", "Prepare"],
        ["System.Data.Common.DbTransaction"] = ["Commit", "Rollback"],
        ["System.Data.Common.DbDataReader"] = ["NextResult", "Read"],
        ["System.Data.Common.DbDataAdapter"] = ["Fill", "Update"],
    };

    private static readonly HashSet<string> Names = [.. Members.Values.SelectMany(names => names)];

    /// <summary>Whether the method or property makes its caller wait.</summary>
    public static bool Contains(ISymbol member, ITypeSymbol? receiver)
    {
        if (!Names.Contains(member.Name))
            return false;

        // FileStream inherits CopyTo from Stream: the receiver says which stream it is.
        return IsListed(member.ContainingType, member.Name) || (receiver is INamedTypeSymbol type && IsListed(type, member.Name));
    }

    private static bool IsListed(INamedTypeSymbol? type, string name)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (Members.TryGetValue(Types.NameOf(level.OriginalDefinition), out string[]? names) && names.Contains(name))
                return true;
        }

        return false;
    }
}
