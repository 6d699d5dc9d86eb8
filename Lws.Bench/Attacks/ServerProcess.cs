using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Lws.Bench.Attacks;

/// <summary>The server's process on this machine, seen through /proc.</summary>
internal static class ServerProcess
{
    private const int LocalAddress = 1;
    private const int State = 3;
    private const int Inode = 9;
    private const string Listening = "0A";

    private static readonly string[] SocketTables = ["/proc/net/tcp", "/proc/net/tcp6"];
    private static readonly double MiBPerPage = Environment.SystemPageSize / (double)(1 << 20);

    /// <summary>The process that listens on this address; null where it is not of this machine, or not ours to see.</summary>
    public static int? FindListener(IPEndPoint server)
    {
        if (!IPAddress.IsLoopback(server.Address) && !IsOfThisMachine(server.Address))
            return null;
        HashSet<string> sockets = [.. InodesListeningOn(server.Port).Select(inode => $"socket:[{inode}]")];
        return Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => name!.All(char.IsAsciiDigit))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Cast<int?>()
            .FirstOrDefault(id => Descriptors(id!.Value).Any(path => sockets.Contains(path)));
    }

    /// <summary>Resident memory in MiB; null when the process has ended.</summary>
    public static double? ResidentMiB(int id)
    {
        try
        {
            string[] words = File.ReadAllText($"/proc/{id}/statm").Split(' ');
            return long.Parse(words[1], CultureInfo.InvariantCulture) * MiBPerPage;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Open file descriptors; 0 when they are not ours to see.</summary>
    public static int CountDescriptors(int id) => Descriptors(id).Count;

    private static bool IsOfThisMachine(IPAddress address) => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Any(own => own.Address.Equals(address));

    //   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
    //    0: 0100007F:2329 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345
    private static IEnumerable<string> InodesListeningOn(int port) =>
        from file in SocketTables
        where File.Exists(file)
        from line in File.ReadLines(file).Skip(1)
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words[State] == Listening && words[LocalAddress].EndsWith($":{port:X4}", StringComparison.Ordinal)
        select words[Inode];

    private static List<string> Descriptors(int id)
    {
        try
        {
            return [.. Directory.EnumerateFiles($"/proc/{id}/fd").Select(path => new FileInfo(path).LinkTarget ?? "")];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
