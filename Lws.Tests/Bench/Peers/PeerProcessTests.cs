using Lws.Bench.Peers;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Bench.Peers;

public class PeerProcessTests
{
    [Fact]
    public void Each_thread_of_a_peer_is_on_its_core()
    {
        using PeerProcess process = PeerPrograms.Lws.Start(core: 0);
        string[] threads = Directory.GetDirectories($"/proc/{process.Id}/task");
        Assert.True(threads.Length > 1, "A managed program has several.");
        Assert.All(threads, thread => Assert.Equal("0", Read($"{thread}/status", "Cpus_allowed_list:")));
    }

    [FactNeeding("cc")]
    public void Thread_that_starts_a_peer_is_where_it_was()
    {
        string before = Read("/proc/thread-self/status", "Cpus_allowed_list:");
        using PeerProcess process = PeerPrograms.Floor().Start(core: 0);
        Assert.Equal(before, Read("/proc/thread-self/status", "Cpus_allowed_list:"));
    }

    [FactNeeding("cc")]
    public void Peer_may_open_as_many_files_as_the_hard_limit_allows()
    {
        using PeerProcess process = PeerPrograms.Floor().Start(core: 0);
        string[] limits = Read($"/proc/{process.Id}/limits", "Max open files").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(limits[1], limits[0]);
    }

    [FactNeeding("cc")]
    public void Disposed_peer_is_gone()
    {
        PeerProcess process = PeerPrograms.Floor().Start(core: 0);
        int id = process.Id;
        Assert.True(Directory.Exists($"/proc/{id}"));
        process.Dispose();
        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [FactNeeding("cc")]
    public void Peer_says_how_long_it_took_to_listen()
    {
        using PeerProcess process = PeerPrograms.Floor().Start(core: 0);
        Assert.InRange(process.Ready, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Peer_that_ends_at_once_is_quoted()
    {
        Peer peer = PeerPrograms.Shell("echo out of order >&2; exit 3");
        var exception = Assert.Throws<InvalidOperationException>(() => peer.Start(core: 0));
        Assert.Equal("shell ended with 3: out of order\n", exception.Message);
    }

    [Fact]
    public void Peer_is_told_nothing_of_the_environment_that_could_tune_it()
    {
        Environment.SetEnvironmentVariable("LWS_TESTS_TUNE", "yes");
        Peer peer = PeerPrograms.Shell("env; exit 1");
        var exception = Assert.Throws<InvalidOperationException>(() => peer.Start(core: 0));
        Assert.Contains("PATH=", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LWS_TESTS_TUNE", exception.Message, StringComparison.Ordinal);
    }

    private static string Read(string file, string name) =>
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();
}
